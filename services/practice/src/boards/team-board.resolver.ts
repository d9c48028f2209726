import { loadPage } from '@connected-lives/kit/instant-page';
import { type Page, PageArgs } from '@connected-lives/kit/page';
import { requireId } from '@connected-lives/kit/require-id';
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { PersonType, PractitionerType, TeamType } from '../known/references.type.ts';
import type { PracticeContext } from '../practice.context.ts';
import type { BoardCardRow } from './board-card.loaders.ts';
import { BoardCardConnection, BoardCardType } from './board-card.type.ts';
import { BoardColumnKind } from './board-column.ts';
import {
  type BoardEvent,
  followTeamBoard,
  teamBoardChange,
  type TeamBoardChangedArgs,
} from './follow-team-board.ts';
import { TeamBoardChangeType } from './team-board-change.type.ts';
import { boardColumns, boardCursor, findTeamBoard } from './team-board.ts';
import { BoardColumnType, TeamBoardType } from './team-board.type.ts';

@Resolver(() => TeamBoardType)
export class TeamBoardResolver {
  @Query(() => TeamBoardType, {
    nullable: true,
    description: 'The board of a team of yours. Null when there is none or it is not your team.',
  })
  teamBoard(@Arg('teamId', () => ID) teamId: string, @Ctx() ctx: PracticeContext) {
    return findTeamBoard(ctx, teamId);
  }

  @Subscription(() => TeamBoardChangeType, {
    description:
      'Everything that moves the board of a team of yours: first what happened after the cursor, then live, without gap or repeat. What happens to somebody who is closed to you does not come. Refused with NOT_FOUND when it is not your team.',
    subscribe: ({ args, context }) =>
      followTeamBoard(context as PracticeContext, args as TeamBoardChangedArgs),
  })
  teamBoardChanged(
    @Arg('teamId', () => ID) _teamId: string,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The cursor of the board, or of the last change you saw. Without it: from now.',
    })
    _after: string | null,
    @Root() event: BoardEvent,
    @Ctx() ctx: PracticeContext,
  ): Promise<TeamBoardChangeType> {
    return teamBoardChange(ctx, event);
  }

  @FieldResolver(() => TeamType, { nullable: true, description: 'Whose board this is.' })
  team(@Root() board: TeamBoardType): TeamType {
    return { id: board.teamId };
  }

  @FieldResolver(() => [BoardColumnType], { description: 'The three stages, then the completed.' })
  columns(@Root() board: TeamBoardType, @Ctx() ctx: PracticeContext) {
    return boardColumns(ctx, board);
  }

  @FieldResolver(() => String, {
    description: 'Follow `teamBoardChanged` after this cursor, and you miss nothing.',
  })
  cursor(@Ctx() ctx: PracticeContext): Promise<string> {
    return boardCursor(ctx);
  }
}

@Resolver(() => BoardColumnType)
export class BoardColumnResolver {
  @FieldResolver(() => BoardCardConnection, { description: 'The cards, latest change first.' })
  cards(
    @Root() column: BoardColumnType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PracticeContext,
  ): Promise<Page<BoardCardRow>> {
    return loadPage(
      (page) => ctx.loaders.boardCardsByColumn({ teamId: column.teamId, ...page }),
      column.kind,
      args,
      (card) => card.lastChangedAt,
    );
  }
}

@Resolver(() => BoardCardType)
export class BoardCardResolver {
  @FieldResolver(() => PersonType, { nullable: true, description: 'Whose conversation this is.' })
  person(@Root() card: BoardCardRow): PersonType {
    return { id: card.personId };
  }

  @FieldResolver(() => PractitionerType, {
    nullable: true,
    description: 'The practitioner who opened it.',
  })
  practitioner(@Root() card: BoardCardRow): PractitionerType {
    return { id: card.practitionerId };
  }

  @FieldResolver(() => BoardColumnKind, { description: 'The column that the card stands in.' })
  column(@Root() card: BoardCardRow) {
    return card.boardColumn;
  }
}

@Resolver(() => TeamType)
export class TeamBoardOfTeamResolver {
  @FieldResolver(() => TeamBoardType, {
    nullable: true,
    description: 'The team’s board. Null when it is not your team.',
  })
  board(@Root() team: TeamType, @Ctx() ctx: PracticeContext) {
    return findTeamBoard(ctx, team.id);
  }
}

/** How a reference from another service becomes a card: under the same security. */
export function resolveBoardCard(
  reference: Readonly<Record<string, unknown>>,
  ctx: PracticeContext,
): Promise<BoardCardRow | null> {
  return ctx.loaders.boardCardsById.load(requireId(reference));
}
