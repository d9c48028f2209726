import type { Standing } from './viewers.ts';
import type { World } from './world.ts';

export interface EntityRow {
  readonly reference: (world: World) => Record<string, unknown>;
  /** What to ask of the entity: only what stands in this service, and only what names somebody. */
  readonly selection: string;
  readonly answers: readonly Standing[];
  /** What the service says of an entity that is out of reach. */
  readonly nothing: unknown;
}

const byId =
  (id: (world: World) => string) =>
  (world: World): Record<string, unknown> => ({ id: id(world) });

const NO_EDGES = { edges: [] };

/** Every entity of every subgraph: a reference is a way in, so each has its row. */
export const ENTITIES: Readonly<Record<string, EntityRow>> = {
  'people.Person': {
    reference: byId(({ personId }) => personId),
    selection: 'name nhsNumber',
    answers: ['reach', 'representative', 'themself', 'finance'],
    nothing: null,
  },
  'people.Practitioner': {
    reference: byId(({ practitionerId }) => practitionerId),
    selection: 'name',
    answers: ['everybody'],
    nothing: null,
  },
  'people.Team': {
    reference: byId(({ teamId }) => teamId),
    selection: 'name',
    answers: ['everybody'],
    nothing: null,
  },
  'practice.Person': {
    reference: byId(({ personId }) => personId),
    selection: 'conversations { edges { node { purpose } } }',
    answers: ['reach', 'representative', 'themself'],
    nothing: { conversations: NO_EDGES },
  },
  'practice.Team': {
    reference: byId(({ teamId }) => teamId),
    selection: 'board { columns { count } }',
    answers: ['team'],
    nothing: { board: null },
  },
  'practice.Conversation': {
    reference: byId(({ conversationId }) => conversationId),
    selection: 'purpose',
    answers: ['reach', 'representative', 'themself'],
    nothing: null,
  },
  'practice.Outcome': {
    reference: byId(({ outcomeId }) => outcomeId),
    selection: 'ownWords',
    answers: ['reach', 'representative', 'themself'],
    nothing: null,
  },
  'practice.BoardCard': {
    reference: byId(({ conversationId }) => conversationId),
    selection: 'purpose',
    answers: ['reach', 'representative', 'themself'],
    nothing: null,
  },
  'finance.Person': {
    reference: byId(({ personId }) => personId),
    selection: 'commitments { edges { node { what } } }',
    answers: ['reach', 'representative', 'holder', 'themself', 'finance'],
    nothing: { commitments: NO_EDGES },
  },
  'finance.Practitioner': {
    reference: byId(({ practitionerId }) => practitionerId),
    selection: 'budget { availablePence }',
    answers: ['holder', 'team manager', 'finance'],
    nothing: { budget: null },
  },
  'finance.Outcome': {
    reference: byId(({ outcomeId }) => outcomeId),
    selection: 'commitments { edges { node { what } } }',
    answers: ['reach', 'representative', 'holder', 'themself', 'finance'],
    nothing: { commitments: NO_EDGES },
  },
  'finance.BoardCard': {
    reference: byId(({ conversationId }) => conversationId),
    selection: 'committedPence',
    answers: ['reach', 'representative', 'holder', 'themself', 'finance'],
    nothing: { committedPence: 0 },
  },
  'finance.Budget': {
    reference: byId(({ budgetId }) => budgetId),
    selection: 'availablePence',
    answers: ['holder', 'team manager', 'finance'],
    nothing: null,
  },
  'finance.Commitment': {
    reference: byId(({ commitmentId }) => commitmentId),
    selection: 'what rationale',
    answers: ['reach', 'representative', 'holder', 'themself', 'finance'],
    nothing: null,
  },
};
