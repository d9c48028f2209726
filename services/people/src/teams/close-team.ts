import { MutationInput } from '@connected-lives/kit/mutation-input';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { lockTeam } from './hold-team.ts';
import { requireLead } from './require-lead.ts';
import { requireTeam } from './require-team.ts';
import { countNeedOfTeam } from './team-details.ts';
import type { Team } from './team.entity.ts';
import { teamClosed } from './team.events.ts';

@InputType()
export class CloseTeamInput extends MutationInput {
  @Field(() => ID, { description: 'A team that nobody is with or works in.' })
  @IsUUID()
  readonly teamId!: string;
}

/** The team is no more. It keeps its name, for the history of those who were with it. */
export function closeTeam(ctx: PeopleContext, input: CloseTeamInput): Promise<Team> {
  const { teamId } = input;
  return onceOnly(ctx, 'closeTeam', input, async (tx) => {
    await requireLead(tx);
    await lockTeam(tx, teamId);
    const team = await requireTeam(tx, teamId);
    team.close(await countNeedOfTeam(tx, teamId), ctx.now());
    await tx.em.flush();
    await tx.record(teamClosed(team));
    return team;
  });
}
