import { federatedSchema } from '@connected-lives/kit/federated-schema';
import { requireId } from '@connected-lives/kit/require-id';
import {
  BoardCardResolver,
  BoardColumnResolver,
  resolveBoardCard,
  TeamBoardOfTeamResolver,
  TeamBoardResolver,
} from './boards/team-board.resolver.ts';
import {
  ConversationResolver,
  PersonConversationsResolver,
  resolveConversation,
} from './conversations/conversation.resolver.ts';
import { HeldOfPersonResolver } from './known/held.resolver.ts';
import { OutcomeResolver, resolveOutcome } from './outcomes/outcome.resolver.ts';
import { PassageResolver } from './passages/passage.resolver.ts';
import type { PracticeContext } from './practice.context.ts';
import {
  OutcomeReportResolver,
  resolveOutcomeReportCell,
} from './reports/outcome-report.resolver.ts';
import { StrengthResolver } from './strengths/strength.resolver.ts';

/** Everything the graph may ask of practice, and every way in. */
export const { schema, sdl } = federatedSchema<PracticeContext>({
  resolvers: [
    ConversationResolver,
    PersonConversationsResolver,
    PassageResolver,
    StrengthResolver,
    OutcomeResolver,
    TeamBoardResolver,
    BoardColumnResolver,
    BoardCardResolver,
    TeamBoardOfTeamResolver,
    OutcomeReportResolver,
    HeldOfPersonResolver,
  ],
  references: {
    Conversation: resolveConversation,
    Outcome: resolveOutcome,
    BoardCard: resolveBoardCard,
    OutcomeReportCell: resolveOutcomeReportCell,
    // What hangs from these asks row-level security itself, so the id alone gives nothing away.
    Person: (person) => ({ id: requireId(person) }),
    Team: (team) => ({ id: requireId(team) }),
  },
});
