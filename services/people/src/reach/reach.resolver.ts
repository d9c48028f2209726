import type { CouncilEvent } from '@connected-lives/kit/event-log';
import type { Page } from '@connected-lives/kit/page';
import { PageArgs } from '@connected-lives/kit/page';
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { type PersonRecorded, PersonRecordedType } from '../people/person-recorded.type.ts';
import { PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import { PractitionerType } from '../practitioners/practitioner.type.ts';
import { TeamType } from '../teams/team.type.ts';
import {
  findUrgentOpenings,
  followUrgentOpenings,
  recordOpenedUrgently,
  type RecordOpenedUrgentlyArgs,
} from './follow-urgent-openings.ts';
import { openRecordUrgently, OpenRecordUrgentlyInput } from './open-record-urgently.ts';
import { endOpenToTeam, openToTeam, OpenToTeamInput } from './open-to-team.ts';
import {
  OpeningConnection,
  OpeningRight,
  type OpeningRow,
  OpeningType,
  RecordOpenedUrgentlyType,
} from './opening.type.ts';
import { sealRecord, SealRecordInput, unsealRecord, UnsealRecordInput } from './seal-record.ts';

@Resolver(() => OpeningType)
export class ReachResolver {
  @Mutation(() => OpeningType, {
    description:
      'Opens a record that you do not reach, for sixty minutes, in an emergency. The team’s manager is told and the person can read why. Sealed records and protected addresses stay closed. Refused with ALREADY_OPEN when you reach it anyway.',
  })
  openRecordUrgently(
    @Arg('input', () => OpenRecordUrgentlyInput) input: OpenRecordUrgentlyInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<OpeningRow> {
    return openRecordUrgently(ctx, input);
  }

  @Mutation(() => OpeningType, {
    description:
      'Opens a person to a Gateway team while a contact is open, or to a discharge team while they are in hospital. Refused with NOT_THEIR_WORK for a team of another kind, or TEAM_CLOSED.',
  })
  openToTeam(
    @Arg('input', () => OpenToTeamInput) input: OpenToTeamInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<OpeningRow> {
    return openToTeam(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description:
      'Ends what `openToTeam` opened. To those of that team `person` is null from then on. Refused with NOT_OPEN when the person is not open to it.',
  })
  endOpenToTeam(
    @Arg('input', () => OpenToTeamInput) input: OpenToTeamInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return endOpenToTeam(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description:
      'Closes a record to everybody who is not named, also in an emergency. For the manager of the person’s team. You stay named, so that the answer shows you no more than you reached before. Sent again with others, it names them besides; refused with ALREADY_SEALED when all of them are named.',
  })
  sealRecord(
    @Arg('input', () => SealRecordInput) input: SealRecordInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return sealRecord(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description:
      'Opens a sealed record to its team again. For a manager of that team who is named for it. Refused with NOT_SEALED.',
  })
  unsealRecord(
    @Arg('input', () => UnsealRecordInput) input: UnsealRecordInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return unsealRecord(ctx, input);
  }

  @Query(() => OpeningConnection, {
    description:
      'Urgent openings of your team’s people, the latest first. For the team’s manager; empty for others.',
  })
  urgentOpenings(
    @Arg('teamId', () => ID) teamId: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<OpeningRow>> {
    return findUrgentOpenings(ctx, teamId, args);
  }

  @Subscription(() => RecordOpenedUrgentlyType, {
    description:
      'Urgent openings of your team’s people as they happen: first those after the cursor, then live. Refused with NOT_FOUND unless you manage the team.',
    subscribe: ({ args, context }) =>
      followUrgentOpenings(context as PeopleContext, args as RecordOpenedUrgentlyArgs),
  })
  async recordOpenedUrgently(
    @Arg('teamId', () => ID) _teamId: string,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The cursor of the last one you saw. Without it: from now.',
    })
    _after: string | null,
    @Root() event: CouncilEvent,
    @Ctx() ctx: PeopleContext,
  ): Promise<RecordOpenedUrgentlyType> {
    return recordOpenedUrgently(ctx, event);
  }

  @FieldResolver(() => OpeningRight, {
    description: 'By what right. `reason` says it in words, where words are needed.',
  })
  right(@Root() opening: OpeningRow): OpeningRow['why'] {
    return opening.why;
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'Whose record it is.' })
  person(@Root() opening: OpeningRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.peopleById.load(opening.personId);
  }

  @FieldResolver(() => PractitionerType, {
    nullable: true,
    description: 'The practitioner it is open to. Null when it is a team or a representative.',
  })
  practitioner(@Root() opening: OpeningRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.practitionersById.load(opening.holderId);
  }

  @FieldResolver(() => TeamType, {
    nullable: true,
    description: 'The team it is open to. Null when it is one person.',
  })
  team(@Root() opening: OpeningRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.teamsById.load(opening.holderId);
  }
}

@Resolver(() => PersonType)
export class ReachOfPersonResolver {
  @FieldResolver(() => [OpeningType], {
    description: 'To whom the record is open now besides the person’s own team, the latest first.',
  })
  openTo(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.openingsByPersonId.load(person.id);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the record is closed to everybody who is not named for it.',
  })
  async sealed(@Root() person: PersonRow, @Ctx() ctx: PeopleContext): Promise<boolean> {
    return (await ctx.loaders.sealedByPersonId.load(person.id)) !== null;
  }
}
