import { District, DISTRICTS } from '@connected-lives/kit/district';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { onceOnly } from '@connected-lives/kit/transaction';
import { ArrayUnique, IsEnum, IsIn, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { requireLead } from './require-lead.ts';
import { requireAtWork, requireFreeName } from './team-details.ts';
import { Team, TEAM_NAME_MAX } from './team.entity.ts';
import { teamOpened } from './team.events.ts';
import { TeamKind } from './team-kind.ts';

@InputType()
export class OpenTeamInput extends MutationInput {
  @Field(() => String, { description: 'One that no other team has.' })
  @MaxLength(TEAM_NAME_MAX)
  @Matches(/\S/)
  readonly name!: string;

  @Field(() => TeamKind)
  @IsEnum(TeamKind)
  readonly kind!: TeamKind;

  @Field(() => [District], {
    nullable: true,
    description: 'Where the people live whom it is there for. The whole county when not given.',
  })
  @IsOptional()
  @IsIn(DISTRICTS, { each: true })
  @ArrayUnique()
  readonly districts?: District[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Who manages it, when that is known. They join it with `joinTeam` or `moveToTeam`.',
  })
  @IsOptional()
  @IsUUID()
  readonly managerId?: string | null;
}

/**
 * A new team, with nobody in it yet. Whose access token names it belongs to it: that is for whoever
 * issues tokens.
 */
export function openTeam(ctx: PeopleContext, input: OpenTeamInput): Promise<Team> {
  const { kind, districts, managerId = null } = input;
  const name = input.name.trim();
  return onceOnly(ctx, 'openTeam', input, async (tx) => {
    await requireLead(tx);
    await requireFreeName(tx, name, null);
    if (managerId !== null) {
      await requireAtWork(tx, managerId);
    }
    const team = tx.em.create(Team, {
      name,
      kind,
      districts: districts ?? [],
      managerId,
      closedAt: null,
    });
    await tx.em.flush();
    await tx.record(teamOpened(team));
    return team;
  });
}
