import { defineEntity, p } from '@mikro-orm/postgresql';
import { ledgerRole, ledgerWrites } from '../budgets/budget.access.ts';
import { isService } from '@connected-lives/kit/reach';
import { commitmentRead, reportsRead, reportsRole } from './commitment.access.ts';

const CommitmentSchema = defineEntity({
  name: 'Commitment',
  tableName: 'commitment',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    budgetId: p.uuid(),
    outcomeId: p.uuid(),
    conversationId: p.uuid().index('commitment_conversation_id'),
    personId: p.uuid(),
    /** The team the person is with, which may change: the consumer of people keeps it. */
    teamId: p.uuid(),
    practitionerId: p.uuid(),
    district: p.text(),
    wellbeingArea: p.text(),
    amountPence: p.integer(),
    /** What the money is for, in the practitioner's words. */
    what: p.text(),
    /** Why it will help towards the outcome: the only justification there is. */
    rationale: p.text(),
    releasedPence: p.integer().defaultRaw('0'),
    paidPence: p.integer().defaultRaw('0'),
    remainingPence: p.integer().generated('((amount_pence - released_pence) - paid_pence) stored'),
    state: p
      .text()
      .generated(
        `(case when released_pence + paid_pence < amount_pence then 'COMMITTED' when paid_pence > 0 then 'PAID' else 'RELEASED' end) stored`,
      ),
    committedAt: p.datetime(3),
    version: p.integer().version().defaultRaw('1'),
  },
  indexes: [
    { name: 'commitment_person', properties: ['personId', 'committedAt', 'id'] },
    { name: 'commitment_outcome', properties: ['outcomeId', 'committedAt', 'id'] },
    { name: 'commitment_budget', properties: ['budgetId', 'committedAt', 'id'] },
  ],
  checks: [
    { name: 'commitment_amount_positive', expression: `amount_pence > 0` },
    {
      name: 'commitment_never_more_than_committed',
      expression: `released_pence >= 0 and paid_pence >= 0 and released_pence + paid_pence <= amount_pence`,
    },
    { name: 'commitment_has_what', expression: `what ~ '[^[:space:]]'` },
    { name: 'commitment_has_rationale', expression: `rationale ~ '[^[:space:]]'` },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'commitment_read', command: 'select', using: commitmentRead },
    { name: 'commitment_make', command: 'insert', roles: [ledgerRole], check: ledgerWrites },
    {
      name: 'commitment_change',
      command: 'update',
      roles: [ledgerRole],
      using: ledgerWrites,
      check: ledgerWrites,
    },
    { name: 'commitment_follow', command: 'update', using: isService, check: isService },
    { name: 'commitment_report', command: 'select', roles: [reportsRole], using: reportsRead },
  ],
});

/** Money set aside for one outcome by the practitioner who agreed it, there and then. */
export class Commitment extends CommitmentSchema.class {}
CommitmentSchema.setClass(Commitment);
export { CommitmentSchema };
