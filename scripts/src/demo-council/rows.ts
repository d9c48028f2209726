import type { KnownDistrict } from '@connected-lives/kit/district';
import type { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import type { ConversationLead } from '@connected-lives/practice/conversations/conversation-lead';
import type { ConversationStage } from '@connected-lives/practice/conversations/conversation-stage';
import type { Reached } from '@connected-lives/practice/outcomes/reached';
import type { SaidBy } from '@connected-lives/practice/said-by';
import type { CircleRows } from './circle-rows.ts';
import type { RecordRows } from './record-rows.ts';
import type { PractitionerRow, TeamRow, WorkforceRows } from './workforce-rows.ts';

/**
 * What the seed writes, row by row, in the names of the columns. Columns that PostgreSQL fills in
 * are left out. Each team's rows stand together: `TeamRows`.
 */
export interface PersonRow {
  readonly id: string;
  readonly teamId: string;
  readonly councilReference: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName: string | null;
  readonly dateOfBirth: string;
  readonly nhsNumber: string;
  readonly district: KnownDistrict;
  readonly communicationNeeds: readonly string[];
  readonly paidFor: string;
  readonly createdAt: Date;
}

/** What practice and finance know of a person. */
export interface KnownPersonRow {
  readonly id: string;
  readonly teamId: string;
  readonly district: KnownDistrict;
  readonly version: number;
}

export interface ConversationRow {
  readonly id: string;
  readonly personId: string;
  readonly teamId: string;
  readonly district: KnownDistrict;
  readonly practitionerId: string;
  readonly purpose: string;
  readonly stage: ConversationStage;
  readonly ledBy: ConversationLead;
  readonly openedAt: Date;
  readonly completedAt: Date | null;
  readonly lastChangedAt: Date;
  readonly version: number;
}

export interface PassageRow {
  readonly id: string;
  readonly conversationId: string;
  readonly personId: string;
  readonly teamId: string;
  readonly saidBy: SaidBy;
  readonly saidByName: string | null;
  readonly words: string;
  readonly saidAt: Date;
}

export interface StrengthRow {
  readonly id: string;
  readonly conversationId: string;
  readonly personId: string;
  readonly teamId: string;
  readonly saidBy: SaidBy;
  readonly words: string;
  readonly notedAt: Date;
}

export interface OutcomeRow {
  readonly id: string;
  readonly conversationId: string;
  readonly personId: string;
  readonly teamId: string;
  readonly district: KnownDistrict;
  readonly practitionerId: string;
  readonly ownWords: string;
  readonly wellbeingArea: WellbeingArea;
  readonly howWeWillWorkTowardsIt: string;
  readonly agreedAt: Date;
  readonly achievedAt: Date | null;
  readonly version: number;
}

export interface ProgressRow {
  readonly id: string;
  readonly outcomeId: string;
  readonly personId: string;
  readonly teamId: string;
  readonly words: string;
  readonly reached: Reached;
  readonly satisfaction: number | null;
  readonly recordedAt: Date;
}

export interface KnownCommitmentRow {
  readonly id: string;
  readonly conversationId: string;
  readonly version: number;
}

export interface KnownOutcomeRow {
  readonly id: string;
  readonly conversationId: string;
  readonly personId: string;
  readonly teamId: string;
  readonly practitionerId: string;
  readonly wellbeingArea: WellbeingArea;
  readonly district: KnownDistrict;
  readonly version: number;
}

export interface BudgetRow {
  readonly id: string;
  readonly practitionerId: string;
  readonly teamId: string;
  readonly financialYear: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly delegationReference: string;
  readonly version: number;
}

export interface BudgetBalanceRow {
  readonly budgetId: string;
  readonly practitionerId: string;
  readonly teamId: string;
  readonly allocatedPence: number;
  readonly availablePence: number;
  readonly committedPence: number;
  readonly spentPence: number;
  readonly lines: number;
}

export interface CommitmentRow {
  readonly id: string;
  readonly budgetId: string;
  readonly outcomeId: string;
  readonly conversationId: string;
  readonly personId: string;
  readonly teamId: string;
  readonly practitionerId: string;
  readonly district: KnownDistrict;
  readonly wellbeingArea: WellbeingArea;
  readonly amountPence: number;
  readonly what: string;
  readonly rationale: string;
  readonly releasedPence: number;
  readonly paidPence: number;
  readonly committedAt: Date;
  readonly version: number;
}

export interface JournalRow {
  readonly id: string;
  readonly budgetId: string;
  readonly commitmentId: string | null;
  readonly kind: StepKind;
  readonly pence: number;
  readonly actorId: string;
  readonly at: Date;
  readonly reason: string | null;
  readonly paidOn: string | null;
  readonly reference: string | null;
}

export type StepKind =
  | 'BUDGET_ALLOCATED'
  | 'SPEND_COMMITTED'
  | 'COMMITMENT_RELEASED'
  | 'PAYMENT_RECORDED';

export interface EntryRow {
  readonly budgetId: string;
  readonly line: number;
  readonly journalId: string;
  readonly account: Account;
  readonly pence: number;
  readonly balanceAfterPence: number;
}

export type Account = 'FUNDING' | 'AVAILABLE' | 'COMMITTED' | 'SPENT';

/** One team and all that belongs to it: as much as is in memory at a time. */
export interface TeamRows extends RecordRows, CircleRows, WorkforceRows {
  readonly teams: readonly TeamRow[];
  readonly practitioners: readonly PractitionerRow[];
  readonly people: readonly PersonRow[];
  readonly knownPeople: readonly KnownPersonRow[];
  readonly conversations: readonly ConversationRow[];
  readonly passages: readonly PassageRow[];
  readonly strengths: readonly StrengthRow[];
  readonly outcomes: readonly OutcomeRow[];
  readonly progress: readonly ProgressRow[];
  readonly knownCommitments: readonly KnownCommitmentRow[];
  readonly knownOutcomes: readonly KnownOutcomeRow[];
  readonly budgets: readonly BudgetRow[];
  readonly balances: readonly BudgetBalanceRow[];
  readonly commitments: readonly CommitmentRow[];
  readonly journal: readonly JournalRow[];
  readonly entries: readonly EntryRow[];
}
