import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { changePractitioner, ChangePractitionerInput } from './change-practitioner.ts';
import { joinTeam, JoinTeamInput } from './join-team.ts';
import { leaveCouncil, LeaveCouncilInput } from './leave-council.ts';
import { linkOwnRecord, LinkOwnRecordInput } from './link-own-record.ts';
import { moveToTeam, MoveToTeamInput } from './move-to-team.ts';
import {
  type PractitionerRecorded,
  PractitionerRecordedType,
  PractitionerType,
} from './practitioner.type.ts';

@Resolver(() => PractitionerRecordedType)
export class WorkforceResolver {
  @Mutation(() => PractitionerRecordedType, {
    description:
      'Somebody joins a team that you manage: a newcomer, or a colleague of another team. Refused with ALREADY_IN_TEAM, OWN_MANAGER, TEAM_CLOSED, or HANDOVER_INCOMPLETE while they work with people there.',
  })
  joinTeam(
    @Arg('input', () => JoinTeamInput) input: JoinTeamInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PractitionerRecorded> {
    return joinTeam(ctx, input);
  }

  @Mutation(() => PractitionerRecordedType, {
    description:
      'Writes down your post, registration and working pattern, or those of somebody whom you manage; and, for those who lead the council, who else does. What looks wrong is a warning and is written down all the same. Refused with OWN_MANAGER.',
  })
  changePractitioner(
    @Arg('input', () => ChangePractitionerInput) input: ChangePractitionerInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PractitionerRecorded> {
    return changePractitioner(ctx, input);
  }

  @Mutation(() => PractitionerRecordedType, {
    description:
      'A practitioner of yours goes to another team and hands over those who stay. Refused with ALREADY_IN_TEAM, TEAM_CLOSED, NOT_ALLOCATED when they do not work with somebody who is handed over, or PRACTITIONER_LEAVES when whoever takes over is about to.',
  })
  moveToTeam(
    @Arg('input', () => MoveToTeamInput) input: MoveToTeamInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PractitionerRecorded> {
    return moveToTeam(ctx, input);
  }

  @Mutation(() => PractitionerRecordedType, {
    description:
      'A practitioner of yours leaves the council. Refused with HANDOVER_INCOMPLETE, and the number, while people would be left without a worker; NOT_ALLOCATED when they do not work with somebody who is handed over; PRACTITIONER_LEAVES when they, or whoever takes over, are about to leave.',
  })
  leaveCouncil(
    @Arg('input', () => LeaveCouncilInput) input: LeaveCouncilInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PractitionerRecorded> {
    return leaveCouncil(ctx, input);
  }

  @Mutation(() => PractitionerRecordedType, {
    description:
      'Says which record of adult care is a practitioner’s own: it is closed to them as staff from then on. Answers with the practitioner, as whom everybody may know, and not with the record: who may know of the link reads `ownRecordId`. Refused with ALREADY_LINKED when their own record is known.',
  })
  linkOwnRecord(
    @Arg('input', () => LinkOwnRecordInput) input: LinkOwnRecordInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PractitionerRecorded> {
    return linkOwnRecord(ctx, input);
  }

  @FieldResolver(() => PractitionerType, { nullable: true })
  practitioner(@Root() { practitionerId }: PractitionerRecorded, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.practitionersById.load(practitionerId);
  }
}
