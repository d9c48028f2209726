import { Refusal } from '@connected-lives/kit/refusal';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { IsEnum, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { sql } from 'kysely';
import { Field, ID, InputType } from 'type-graphql';
import { londonDay } from '@connected-lives/kit/london-day';
import { lockPractitioners } from '../allocations/work-together.ts';
import type { PeopleContext } from '../people.context.ts';
import type { PeopleTables } from '../tables.ts';
import { holdTeam } from '../teams/hold-team.ts';
import { keepDetails } from './keep-details.ts';
import { PractitionerDetailsInput } from './practitioner-details.input.ts';
import { Practitioner } from './practitioner.entity.ts';
import { joinedTeam, leftTeam } from './practitioner.events.ts';
import type { PractitionerRecorded } from './practitioner.type.ts';
import { Profession } from './profession.ts';
import { NAME_MAX } from './registration.ts';
import { requireManager } from './require-manager.ts';

@InputType()
export class JoinTeamInput extends PractitionerDetailsInput {
  @Field(() => ID, { description: 'A team that you manage.' })
  @IsUUID()
  readonly teamId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'A practitioner of another team, or the subject of a newcomer’s access token. Without it the newcomer gets a new id.',
  })
  @IsOptional()
  @IsUUID()
  readonly practitionerId?: string | null;

  @Field(() => String, { nullable: true, description: 'Of a newcomer, who has to have one.' })
  @IsOptional()
  @MaxLength(NAME_MAX)
  @Matches(/\S/)
  readonly name?: string | null;

  @Field(() => Profession, { nullable: true, description: 'Of a newcomer.' })
  @IsOptional()
  @IsEnum(Profession)
  readonly profession?: Profession | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'A newcomer’s first day with the council. Today when not given.',
  })
  @IsOptional()
  readonly startedOn?: string | null;
}

/**
 * Somebody joins a team of the viewer: a newcomer to the council, or a colleague of another team
 * with whom nobody there is left to hand over (`moveToTeam` does that).
 */
export function joinTeam(ctx: PeopleContext, input: JoinTeamInput): Promise<PractitionerRecorded> {
  requireManager(ctx.actor);
  if (!ctx.actor.teamIds.includes(input.teamId)) {
    throw new Refusal('NOT_YOURS', 'They join a team that you manage.');
  }
  return onceOnly(ctx, 'joinTeam', input, async (tx) => {
    await lockPractitioners(
      tx,
      typeof input.practitionerId === 'string' ? [input.practitionerId] : [],
    );
    await holdTeam(tx, input.teamId);
    const practitioner = await welcome(ctx, tx, input);
    const warnings = await keepDetails(tx, practitioner, input, {
      actor: ctx.actor,
      now: ctx.now(),
    });
    const { id: practitionerId } = practitioner;
    await tx.record(joinedTeam(practitioner, input.teamId));
    return { practitionerId, warnings };
  });
}

async function welcome(
  ctx: PeopleContext,
  tx: Transaction<PeopleTables>,
  input: JoinTeamInput,
): Promise<Practitioner> {
  const { practitionerId: id = null, teamId } = input;
  const colleague = id === null ? null : await tx.em.findOne(Practitioner, { id });
  if (colleague === null) {
    return newcomer(ctx, tx, input);
  }
  const { teamId: before } = colleague;
  if (before === teamId && colleague.leftOn === null) {
    throw new Refusal('ALREADY_IN_TEAM', 'They are in that team.');
  }
  const { rows } = await sql<{ version: number | null }>`
    select move_practitioner(${colleague.id}, ${teamId}) as version`.execute(tx.db);
  const version = rows[0]?.version ?? null;
  if (version === null) {
    throw new Refusal(
      'HANDOVER_INCOMPLETE',
      'They work with people of their team still. A manager of that team moves them to yours.',
    );
  }
  if (before !== teamId) {
    await tx.record(leftTeam({ id: colleague.id, version }, before));
  }
  return tx.em.findOneOrFail(Practitioner, { id: colleague.id }, { refresh: true });
}

async function newcomer(
  ctx: PeopleContext,
  { em }: Transaction<PeopleTables>,
  input: JoinTeamInput,
): Promise<Practitioner> {
  const { practitionerId, teamId, name, profession } = input;
  if (typeof name !== 'string' || typeof profession !== 'string') {
    throw new Refusal('BAD_USER_INPUT', 'A newcomer has a name and a profession.');
  }
  const practitioner = em.create(Practitioner, {
    ...(typeof practitionerId === 'string' && { id: practitionerId }),
    teamId,
    name: name.trim(),
    profession,
    roleTitle: null,
    registrationBody: null,
    registrationNumber: null,
    registrationDueOn: null,
    workingDays: [],
    weeklyMinutes: null,
    lineManagerId: null,
    heldRoles: [],
    startedOn: input.startedOn ?? londonDay(ctx.now()),
    leftOn: null,
  });
  await em.flush();
  return practitioner;
}
