import { Chance } from './chance.ts';
import type { CircleRows } from './circle-rows.ts';
import { makeCircle } from './make-circle.ts';
import { type ConversationStory, makeConversation } from './make-conversation.ts';
import { type Ledger, makeLedger } from './make-ledger.ts';
import { type Numbers, councilReferences, makePeople } from './make-people.ts';
import { makeRecords } from './make-record.ts';
import { makeStaff, mayWorkWithPeople } from './make-staff.ts';
import { makeWorkforce } from './make-workforce.ts';
import { neverIssuedNhsNumbers } from './nhs-numbers.ts';
import type { RecordRows } from './record-rows.ts';
import type { ConversationRow, PersonRow, TeamRows } from './rows.ts';
import type { TeamPlan, Tier } from './tiers.ts';
import { Voice } from './voice.ts';
import type { PractitionerRow, WorkforceRows } from './workforce-rows.ts';

const SEED = 2018;

/** How many conversations the first person of each team has at least: somebody with a history. */
const WITH_A_HISTORY = 4;

/**
 * A council of people who do not exist, team by team, so that no more than one team is in memory.
 * The same tier is always the same council, to the last bit of the last id.
 */
export function* makeCouncil(tier: Tier): Generator<TeamRows> {
  const numbers = { nhs: neverIssuedNhsNumbers(), reference: councilReferences() };
  for (const [index, plan] of tier.teams.entries()) {
    const team = makeTeam(new Chance([SEED, index]), tier, plan, numbers);
    // A chance of its own, so that what is kept of people does not change their conversations.
    yield {
      ...team,
      ...recordsOf(new Chance([SEED, index, 1]), plan, team),
      ...makeCircle(
        new Chance([SEED, index, 2]),
        team.people,
        team.practitioners.filter(mayWorkWithPeople),
      ),
      ...makeWorkforce(new Chance([SEED, index, 3]), plan, team),
    };
  }
}

function recordsOf(chance: Chance, { team }: TeamPlan, rows: ConversationRows): RecordRows {
  const workers = rows.practitioners.filter(mayWorkWithPeople);
  return makeRecords(chance, team, rows.people, workers);
}

type ConversationRows = Omit<TeamRows, keyof RecordRows | keyof CircleRows | keyof WorkforceRows>;

function makeTeam(chance: Chance, tier: Tier, plan: TeamPlan, numbers: Numbers): ConversationRows {
  const { id, name, kind } = plan.team;
  const practitioners = makeStaff(chance, plan);
  const people = makePeople(chance, plan, numbers);
  const stories = makeConversations(chance, tier, plan, people, practitioners);
  const outcomes = stories.flatMap((story) => story.outcomes);
  const ledger = makeLedger(
    chance,
    tier,
    practitioners,
    outcomes.flatMap(({ wishes }) => wishes),
  );
  const moved = movedByMoney(ledger);
  const paidFor = new Set(ledger.commitments.map(({ personId }) => personId));
  return {
    teams: [{ id, name, kind }],
    practitioners,
    people: people.map((person) => ({ ...person, paidFor: String(paidFor.has(person.id)) })),
    knownPeople: people.map((person) => ({
      id: person.id,
      teamId: person.teamId,
      district: person.district,
      version: 1,
    })),
    conversations: stories.map((story) => toRow(story, moved.get(story.id) ?? [])),
    passages: stories.flatMap(({ passages }) => passages),
    strengths: stories.flatMap(({ strengths }) => strengths),
    outcomes: outcomes.map(({ outcome }) => outcome),
    progress: outcomes.flatMap(({ progress }) => progress),
    knownCommitments: ledger.commitments.map((commitment) => ({
      id: commitment.id,
      conversationId: commitment.conversationId,
      version: commitment.version,
    })),
    knownOutcomes: outcomes.map(({ outcome }) => ({
      id: outcome.id,
      conversationId: outcome.conversationId,
      personId: outcome.personId,
      teamId: outcome.teamId,
      practitionerId: outcome.practitionerId,
      wellbeingArea: outcome.wellbeingArea,
      district: outcome.district,
      version: outcome.version,
    })),
    ...ledger,
  };
}

function makeConversations(
  chance: Chance,
  tier: Tier,
  { conversations }: TeamPlan,
  people: readonly PersonRow[],
  practitioners: readonly PractitionerRow[],
): ConversationStory[] {
  const workers = practitioners.filter(mayWorkWithPeople);
  return Array.from({ length: conversations }, (_, i) => {
    const number = i < WITH_A_HISTORY ? 0 : chance.between(0, people.length - 1);
    const person = at(people, number);
    // Most people have somebody they know, and some meet another practitioner now and then.
    const practitioner =
      number === 0 || chance.happens(0.85)
        ? at(workers, number % workers.length)
        : chance.pick(workers);
    const voice = new Voice(chance, person);
    return makeConversation({ chance, tier, person, practitioner, voice, underWay: i === 0 });
  });
}

function movedByMoney({ commitments, journal }: Ledger): Map<string, Date[]> {
  const conversationOf = new Map(
    commitments.map(({ id, conversationId }) => [id, conversationId] as const),
  );
  const moved = new Map<string, Date[]>();
  for (const { commitmentId, at: when } of journal) {
    const conversationId = conversationOf.get(commitmentId ?? '');
    if (conversationId !== undefined) {
      moved.set(conversationId, [...(moved.get(conversationId) ?? []), when]);
    }
  }
  return moved;
}

/** Its version counts what happened to it, and its place on the board is by what happened last. */
function toRow(story: ConversationStory, moved: readonly Date[]): ConversationRow {
  const { id, person, practitioner, purpose, stage, ledBy, openedAt, completedAt } = story;
  const changes = [
    ...story.passages.map(({ saidAt }) => saidAt),
    ...story.strengths.map(({ notedAt }) => notedAt),
    ...story.outcomes.map(({ outcome }) => outcome.agreedAt),
    ...story.outcomes.flatMap(({ progress }) => progress.map(({ recordedAt }) => recordedAt)),
    ...(completedAt === null ? [] : [completedAt]),
    ...moved,
  ];
  return {
    id,
    personId: person.id,
    teamId: person.teamId,
    district: person.district,
    practitionerId: practitioner.id,
    purpose,
    stage,
    ledBy,
    openedAt,
    completedAt,
    lastChangedAt: changes.reduce(
      (latest, change) => (change > latest ? change : latest),
      openedAt,
    ),
    version: 1 + changes.length,
  };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) {
    throw new Error(`There is no number ${String(index)} of ${String(list.length)}.`);
  }
  return item;
}
