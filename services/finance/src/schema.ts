import { federatedSchema } from '@connected-lives/kit/federated-schema';
import { requireId } from '@connected-lives/kit/require-id';
import { BudgetResolver, resolveBudget } from './budgets/budget.resolver.ts';
import { kindOfCommitSpendResult } from './commitments/commit-spend.ts';
import { CommitmentResolver, resolveCommitment } from './commitments/commitment.resolver.ts';
import type { FinanceContext } from './finance.context.ts';
import { BoardCardResolver } from './known/board-card.resolver.ts';
import { BoardCardType } from './known/board-card.type.ts';
import { HeldOfPersonResolver } from './known/held.resolver.ts';
import { OutcomeResolver } from './known/outcome.resolver.ts';
import { PersonResolver } from './known/person.resolver.ts';
import { PractitionerResolver } from './known/practitioner.resolver.ts';
import { LedgerEntryResolver } from './ledger/ledger-entry.resolver.ts';
import { OutcomeReportCellResolver } from './reports/outcome-report-cell.resolver.ts';
import { OutcomeReportCellType } from './reports/outcome-report-cell.type.ts';

/** Everything the graph may ask of finance, and every way in. */
export const { schema, sdl } = federatedSchema<FinanceContext>({
  resolvers: [
    BudgetResolver,
    CommitmentResolver,
    LedgerEntryResolver,
    PersonResolver,
    PractitionerResolver,
    OutcomeResolver,
    BoardCardResolver,
    HeldOfPersonResolver,
    OutcomeReportCellResolver,
  ],
  // No field of finance leads to these: they come by reference alone.
  orphanedTypes: [BoardCardType, OutcomeReportCellType],
  unions: { CommitSpendResult: kindOfCommitSpendResult },
  references: {
    Budget: resolveBudget,
    Commitment: resolveCommitment,
    Person: justTheId,
    Practitioner: justTheId,
    Outcome: justTheId,
    BoardCard: justTheId,
    OutcomeReportCell: (cell) => cell,
  },
});

/** Other services know whether there is such a one. What we hang from it has its own policy. */
function justTheId(reference: Readonly<Record<string, unknown>>): { readonly id: string } {
  return { id: requireId(reference) };
}
