import type { ServiceName } from '../postgres/service-names.ts';
import type { CopyValue } from '../copy-rows.ts';
import type { TeamRows } from './rows.ts';

/** A table that the seed fills, and from which of a team's rows. */
export interface SeededTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rowsOf: (team: TeamRows) => Iterable<readonly CopyValue[]>;
}

/** Every table the seed fills, in an order in which each row finds what it refers to. */
export const SEEDED_TABLES: Readonly<Record<ServiceName, readonly SeededTable[]>> = {
  people: [
    table('team', 'teams', ['id', 'name', 'kind']),
    table('practitioner', 'practitioners', ['id', 'teamId', 'name', 'profession']),
    table('person', 'people', [
      'id',
      'teamId',
      'councilReference',
      'givenName',
      'familyName',
      'preferredName',
      'dateOfBirth',
      'nhsNumber',
      'district',
      'communicationNeeds',
      'createdAt',
    ]),
  ],
  practice: [
    table('known_person', 'knownPeople', ['id', 'teamId', 'district', 'version']),
    table('conversation', 'conversations', [
      'id',
      'personId',
      'teamId',
      'district',
      'practitionerId',
      'purpose',
      'stage',
      'ledBy',
      'openedAt',
      'completedAt',
      'lastChangedAt',
      'version',
    ]),
    table('passage', 'passages', [
      'id',
      'conversationId',
      'personId',
      'teamId',
      'saidBy',
      'saidByName',
      'words',
      'saidAt',
    ]),
    table('strength', 'strengths', [
      'id',
      'conversationId',
      'personId',
      'teamId',
      'saidBy',
      'words',
      'notedAt',
    ]),
    table('outcome', 'outcomes', [
      'id',
      'conversationId',
      'personId',
      'teamId',
      'district',
      'practitionerId',
      'ownWords',
      'wellbeingArea',
      'howWeWillWorkTowardsIt',
      'agreedAt',
      'achievedAt',
      'version',
    ]),
    table('progress', 'progress', [
      'id',
      'outcomeId',
      'personId',
      'teamId',
      'words',
      'reached',
      'satisfaction',
      'recordedAt',
    ]),
    table('known_commitment', 'knownCommitments', ['id', 'conversationId', 'version']),
  ],
  finance: [
    table('known_person', 'knownPeople', ['id', 'teamId', 'district', 'version']),
    table('known_outcome', 'knownOutcomes', [
      'id',
      'conversationId',
      'personId',
      'teamId',
      'practitionerId',
      'wellbeingArea',
      'district',
      'version',
    ]),
    table('budget', 'budgets', [
      'id',
      'practitionerId',
      'teamId',
      'financialYear',
      'startsOn',
      'endsOn',
      'delegationReference',
      'version',
    ]),
    table('budget_balance', 'balances', [
      'budgetId',
      'practitionerId',
      'teamId',
      'allocatedPence',
      'availablePence',
      'committedPence',
      'spentPence',
      'lines',
    ]),
    table('commitment', 'commitments', [
      'id',
      'budgetId',
      'outcomeId',
      'conversationId',
      'personId',
      'teamId',
      'practitionerId',
      'district',
      'wellbeingArea',
      'amountPence',
      'what',
      'rationale',
      'releasedPence',
      'paidPence',
      'committedAt',
      'version',
    ]),
    table('journal', 'journal', [
      'id',
      'budgetId',
      'commitmentId',
      'kind',
      'pence',
      'actorId',
      'at',
      'reason',
      'paidOn',
      'reference',
    ]),
    table('entry', 'entries', [
      'budgetId',
      'line',
      'journalId',
      'account',
      'pence',
      'balanceAfterPence',
    ]),
  ],
};

type RowOf<Kind extends keyof TeamRows> = TeamRows[Kind][number];

/** A row holds only values that COPY can write, which this line lets the compiler prove. */
type Copyable<Row> = { readonly [Column in keyof Row]: CopyValue };

function table<Kind extends keyof TeamRows>(
  name: string,
  kind: Kind,
  columns: readonly (keyof RowOf<Kind> & string)[],
): SeededTable {
  return {
    name,
    columns: columns.map(toSnakeCase),
    rowsOf: (team) =>
      (team[kind] as readonly Copyable<RowOf<Kind>>[]).map((row) =>
        columns.map((column) => row[column]),
      ),
  };
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
