import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdTeam } from '../teams/hold-team.ts';
import { handOverPeople, lockForHandover } from './hand-over-people.ts';
import { HandoverField, type HandoverInput } from './handover.input.ts';
import { joinedTeam, leftTeam } from './practitioner.events.ts';
import type { PractitionerRecorded } from './practitioner.type.ts';
import { requireManager } from './require-manager.ts';

@InputType()
export class MoveToTeamInput extends MutationInput {
  @Field(() => ID, { description: 'Somebody of a team that you manage.' })
  @IsUUID()
  readonly practitionerId!: string;

  @Field(() => ID, { description: 'The team they go to.' })
  @IsUUID()
  readonly teamId!: string;

  @HandoverField(
    'Those who stay with the team, and with whom. All others keep their worker, who reaches them from the new team.',
  )
  readonly handover?: HandoverInput[] | null;
}

/**
 * A practitioner goes to another team. Nobody is left without a worker by it: who is not handed over
 * keeps theirs.
 */
export function moveToTeam(
  ctx: PeopleContext,
  input: MoveToTeamInput,
): Promise<PractitionerRecorded> {
  requireManager(ctx.actor);
  const { practitionerId, teamId } = input;
  return onceOnly(ctx, 'moveToTeam', input, async (tx) => {
    const { teamId: before } = await lockForHandover(ctx, tx, input);
    if (before === teamId) {
      throw new Refusal('ALREADY_IN_TEAM', 'They are in that team.');
    }
    await handOverPeople(ctx, tx, input);
    await holdTeam(tx, teamId);
    const { rows } = await sql<{ version: number }>`
      select move_practitioner(${practitionerId}, ${teamId}) as version`.execute(tx.db);
    const moved = { id: practitionerId, version: rows[0]?.version ?? 1 };
    await tx.record(leftTeam(moved, before));
    await tx.record(joinedTeam(moved, teamId));
    return { practitionerId, warnings: [] };
  });
}
