import { District, DISTRICTS } from '@connected-lives/kit/district';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { ArrayUnique, IsEnum, IsIn, IsOptional, IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { lockTeam } from './hold-team.ts';
import { requireLead } from './require-lead.ts';
import { requireTeam } from './require-team.ts';
import { countNeedOfTeam, requireAtWork, requireFreeName, type Writing } from './team-details.ts';
import { type Team, TEAM_NAME_MAX } from './team.entity.ts';
import { teamChanged } from './team.events.ts';
import { TeamKind } from './team-kind.ts';

@InputType()
export class ChangeTeamInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly teamId!: string;

  @TextField(TEAM_NAME_MAX, 'A team has one: null is refused.')
  readonly name?: string | null;

  @Field(() => TeamKind, { nullable: true, description: 'A team has one: null is refused.' })
  @IsOptional()
  @IsEnum(TeamKind)
  readonly kind?: TeamKind | null;

  @Field(() => [District], { nullable: true, description: 'Empty or null for the whole county.' })
  @IsOptional()
  @IsIn(DISTRICTS, { each: true })
  @ArrayUnique()
  readonly districts?: District[] | null;

  @Field(() => ID, { nullable: true, description: 'Who manages it. Null for nobody.' })
  @IsOptional()
  @IsUUID()
  readonly managerId?: string | null;
}

/** Says what a team is called, what and where it is there for, and who manages it. */
export function changeTeam(ctx: PeopleContext, input: ChangeTeamInput): Promise<Team> {
  const { teamId, districts, managerId } = input;
  const kind: string | null | undefined = input.kind;
  const name = input.name?.trim() ?? input.name;
  if (name === null || kind === null) {
    throw new Refusal('BAD_USER_INPUT', 'A team has a name and a kind.');
  }
  return onceOnly(ctx, 'changeTeam', input, async (tx) => {
    await requireLead(tx);
    await lockTeam(tx, teamId);
    const team = await requireTeam(tx, teamId);
    if (name !== undefined) {
      await requireFreeName(tx, name, teamId);
    }
    if (typeof managerId === 'string') {
      await requireAtWork(tx, managerId);
    }
    if (kind !== undefined && kind !== team.kind) {
      await requireNobodyOpen(tx, teamId);
    }
    team.change({ name, kind, districts, managerId });
    await tx.em.flush();
    await tx.record(teamChanged(team));
    return team;
  });
}

/** People are open to the front door and to a discharge team for what those are there for. */
async function requireNobodyOpen(tx: Writing, teamId: string): Promise<void> {
  const { openings } = await countNeedOfTeam(tx, teamId);
  if (openings > 0) {
    throw new Refusal(
      'TEAM_KIND_IN_USE',
      `People of other teams are open to it for what it is there for: ${String(openings)}. End that first.`,
      { openings },
    );
  }
}
