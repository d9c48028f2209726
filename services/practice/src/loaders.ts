import {
  boardCardsByColumn,
  boardCardsById,
  boardCountsByTeamId,
} from './boards/board-card.loaders.ts';
import {
  conversationsById,
  conversationsByPersonId,
} from './conversations/conversation.loaders.ts';
import { outcomesByConversationId, outcomesById } from './outcomes/outcome.loaders.ts';
import { progressByOutcomeId } from './outcomes/progress.loaders.ts';
import { passagesByConversationId } from './passages/passage.loaders.ts';
import { measuresByCell } from './reports/measures.loaders.ts';
import { strengthsByConversationId } from './strengths/strength.loaders.ts';
import type { PracticeReads } from './tables.ts';

/** One set an operation: what was read for one field is there for the next. */
export function createLoaders(ctx: PracticeReads) {
  return {
    conversationsById: conversationsById(ctx),
    conversationsByPersonId: conversationsByPersonId(ctx),
    passagesByConversationId: passagesByConversationId(ctx),
    strengthsByConversationId: strengthsByConversationId(ctx),
    outcomesById: outcomesById(ctx),
    outcomesByConversationId: outcomesByConversationId(ctx),
    progressByOutcomeId: progressByOutcomeId(ctx),
    boardCardsById: boardCardsById(ctx),
    boardCardsByColumn: boardCardsByColumn(ctx),
    boardCountsByTeamId: boardCountsByTeamId(ctx),
    measuresByCell: measuresByCell(ctx),
  };
}
export type PracticeLoaders = ReturnType<typeof createLoaders>;
