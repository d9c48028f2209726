import { requirePractising } from '@connected-lives/kit/require-practising';
import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsEnum, IsUUID } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import { holdTeam } from '../teams/hold-team.ts';
import { endOpenings, openTo } from './open-and-close.ts';
import type { OpeningRow } from './opening.type.ts';
import { requireOpening } from './require-opening.ts';
import { requireStandingReach } from './require-standing-reach.ts';

/** By what right another team works with a person for a while, besides the team they are with. */
export enum TeamRight {
  CONTACT_OPEN = 'CONTACT_OPEN',
  IN_HOSPITAL = 'IN_HOSPITAL',
}
registerEnumType(TeamRight, {
  name: 'TeamRight',
  description: 'By what right another team works with a person for a while.',
  valuesConfig: {
    CONTACT_OPEN: { description: 'Somebody has been in touch, and the front door deals with it.' },
    IN_HOSPITAL: { description: 'The person is in hospital, and the discharge team is with them.' },
  },
});

/** The kind of team that each right is for. */
const TEAM_KINDS: Readonly<Record<TeamRight, string>> = {
  [TeamRight.CONTACT_OPEN]: 'GATEWAY',
  [TeamRight.IN_HOSPITAL]: 'HOSPITAL_DISCHARGE',
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

  @Field(() => TeamRight)
  @IsEnum(TeamRight)
  readonly right!: TeamRight;
}

/** Opens a person to a second team until `endOpenToTeam`. By staff who reach the person. */
export async function openToTeam(ctx: PeopleContext, input: OpenToTeamInput): Promise<OpeningRow> {
  requirePractising(ctx.actor);
  const { personId, teamId, right } = input;
  const opened = await onceOnly(ctx, 'openToTeam', input, async (tx) => {
    await holdPerson(tx, personId);
    await requireStandingReach(tx, personId);
    const team = await holdTeam(tx, teamId);
    if (team.kind !== TEAM_KINDS[right]) {
      throw new Refusal('NOT_THEIR_WORK', 'This is not what that team is for.', { right });
    }
    // Whoever asks twice with two keys opens it once.
    await endOpenings(tx, { personId, holderId: teamId, why: right });
    const { id } = await openTo(tx, { personId, holderId: teamId, why: right });
    return { id, personId };
  });
  return requireOpening(ctx, opened.id);
}

/** Ends it: the contact is dealt with, or the person has left hospital. */
export function endOpenToTeam(ctx: PeopleContext, input: OpenToTeamInput): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  const { personId, teamId, right } = input;
  return onceOnly(ctx, 'endOpenToTeam', input, async (tx) => {
    await holdPerson(tx, personId);
    await requireStandingReach(tx, personId);
    const [opening] = await endOpenings(tx, { personId, holderId: teamId, why: right });
    if (opening === undefined) {
      throw new Refusal('NOT_OPEN', 'The person is not open to that team.');
    }
    return { personId, warnings: [] };
  });
}
