import { requirePractising } from '@connected-lives/kit/require-practising';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound, Refusal } from '@connected-lives/kit/refusal';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsEnum, IsUUID } from 'class-validator';
import type { Selectable } from 'kysely';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import { endOpenings, openTo } from './open-and-close.ts';
import type { ReachRow } from './reach.table.ts';
import { requireStandingReach } from './require-standing-reach.ts';

/** Why another team works with a person for a while, besides the team the person is with. */
export enum TeamOccasion {
  CONTACT_OPEN = 'CONTACT_OPEN',
  IN_HOSPITAL = 'IN_HOSPITAL',
}
registerEnumType(TeamOccasion, {
  name: 'TeamOccasion',
  description: 'Why another team works with a person for a while.',
  valuesConfig: {
    CONTACT_OPEN: { description: 'Somebody has been in touch, and the front door deals with it.' },
    IN_HOSPITAL: { description: 'The person is in hospital, and the discharge team is with them.' },
  },
});

/** The kind of team that each occasion is for. */
const TEAM_KINDS: Readonly<Record<TeamOccasion, string>> = {
  [TeamOccasion.CONTACT_OPEN]: 'GATEWAY',
  [TeamOccasion.IN_HOSPITAL]: 'HOSPITAL_DISCHARGE',
};

@InputType()
export class OpenToTeamInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly personId!: string;

  @Field(() => ID, {
    description:
      'A Gateway team while a contact is open, a hospital discharge team while the person is in hospital.',
  })
  @IsUUID()
  readonly teamId!: string;

  @Field(() => TeamOccasion)
  @IsEnum(TeamOccasion)
  readonly occasion!: TeamOccasion;
}

/** Opens a person to a second team until `endOpenToTeam`. By staff who reach the person. */
export function openToTeam(
  ctx: PeopleContext,
  input: OpenToTeamInput,
): Promise<Selectable<ReachRow>> {
  requirePractising(ctx.actor);
  const { personId, teamId, occasion } = input;
  return onceOnly(ctx, 'openToTeam', input, async (tx) => {
    await holdPerson(tx, personId);
    await requireStandingReach(tx, personId);
    const team = await tx.db
      .selectFrom('team')
      .select('kind')
      .where('id', '=', teamId)
      .executeTakeFirst();
    if (team === undefined) {
      throw notFound('team');
    }
    if (team.kind !== TEAM_KINDS[occasion]) {
      throw new Refusal('NOT_THEIR_WORK', 'This is not what that team is for.', { occasion });
    }
    // Whoever asks twice with two keys opens it once.
    await endOpenings(tx, { personId, holderId: teamId, why: occasion });
    return openTo(tx, { personId, holderId: teamId, why: occasion });
  });
}

/** Ends it: the contact is dealt with, or the person has left hospital. */
export function endOpenToTeam(ctx: PeopleContext, input: OpenToTeamInput): Promise<{ id: string }> {
  requirePractising(ctx.actor);
  const { personId, teamId, occasion } = input;
  return onceOnly(ctx, 'endOpenToTeam', input, async (tx) => {
    await holdPerson(tx, personId);
    await requireStandingReach(tx, personId);
    const [ended] = await endOpenings(tx, { personId, holderId: teamId, why: occasion });
    if (ended === undefined) {
      throw new Refusal('NOT_OPEN', 'The person is not open to that team.');
    }
    return { id: ended.id };
  });
}
