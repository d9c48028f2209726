import { requirePractising } from '@connected-lives/kit/require-practising';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { onceOnly } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { IsEnum, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { sql } from 'kysely';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import { personChanged } from '../people/person.events.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import { holdTeam } from '../teams/hold-team.ts';
import { Allocation, REASON_MAX } from './allocation.entity.ts';
import { PersonMove } from './person-move.entity.ts';
import { endWork } from './work-together.ts';
import { requireStandingReach } from '../reach/require-standing-reach.ts';

export enum WorkersOnMove {
  GO_ON = 'GO_ON',
  END = 'END',
}
registerEnumType(WorkersOnMove, {
  name: 'WorkersOnMove',
  description: 'What becomes of those who work with a person who goes to another team.',
  valuesConfig: {
    GO_ON: { description: 'They work on with the person, and reach them from their own team.' },
    END: { description: 'The new team says who works with the person.' },
  },
});

@InputType()
export class MovePersonToTeamInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly personId!: string;

  @Field(() => ID, { description: 'Any team of the council.' })
  @IsUUID()
  readonly teamId!: string;

  @Field(() => String, { description: 'What the new team needs to know of why.' })
  @MaxLength(REASON_MAX)
  @Matches(/\S/)
  readonly reason!: string;

  @Field(() => WorkersOnMove, { nullable: true, description: 'They go on unless said otherwise.' })
  @IsOptional()
  @IsEnum(WorkersOnMove)
  readonly workers?: WorkersOnMove | null;
}

/** Hands a person to another team. Everything about them follows, here and in the other services. */
export function movePersonToTeam(
  ctx: PeopleContext,
  input: MovePersonToTeamInput,
): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  const { personId, teamId, reason } = input;
  return onceOnly(ctx, 'movePersonToTeam', input, async (tx) => {
    const person = await lockPerson(tx, personId);
    await requireStandingReach(tx, personId);
    await holdTeam(tx, teamId);
    if (person.teamId === teamId) {
      throw new Refusal('ALREADY_WITH_TEAM', 'The person is with that team.');
    }
    if (input.workers === WorkersOnMove.END) {
      const working = await tx.em.find(
        Allocation,
        { personId, untilAt: null },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      for (const allocation of working) {
        await endWork(tx, allocation, ctx.now());
      }
    }
    tx.em.create(PersonMove, {
      personId,
      teamId: person.teamId,
      fromTeamId: person.teamId,
      toTeamId: teamId,
      reason,
      movedBy: ctx.actor.id,
      movedAt: ctx.now(),
    });
    await tx.em.flush();
    const { rows } = await sql<{ version: number }>`
      select hand_over_person(${personId}, ${teamId}) as version`.execute(tx.db);
    const version = rows[0]?.version ?? person.version;
    await tx.record(personChanged({ ...person, teamId, version }));
    return { personId, warnings: [] };
  });
}
