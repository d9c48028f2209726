import type { CouncilEvent } from '@connected-lives/kit/event-log';
import { type Page, PageArgs } from '@connected-lives/kit/page';
import { Arg, Args, Ctx, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import {
  findPrivacyAlerts,
  followPrivacyAlerts,
  raisedAlert,
  type SeenAlert,
} from './find-privacy-alerts.ts';
import { openPrivacyAlert, OpenPrivacyAlertInput } from './open-privacy-alert.ts';
import {
  PrivacyAlertConnection,
  PrivacyAlertOpenedType,
  PrivacyAlertRaisedType,
} from './privacy-alert.type.ts';

@Resolver()
export class PrivacyAlertResolver {
  @Query(() => PrivacyAlertConnection, {
    description:
      'What may call for a second look at how records are used, the latest first, without a name in it. Empty for everybody but the privacy officer.',
  })
  privacyAlerts(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<SeenAlert>> {
    return findPrivacyAlerts(ctx, args);
  }

  @Subscription(() => PrivacyAlertRaisedType, {
    name: 'privacyAlerts',
    description:
      'The same as they are raised: first what came after the cursor, then live, without gap or repeat. Refused with NOT_FOUND for everybody but the privacy officer.',
    subscribe: ({ args, context }) =>
      followPrivacyAlerts(context as PeopleContext, args as { after?: string | null }),
  })
  privacyAlertsRaised(
    @Arg('after', () => String, {
      nullable: true,
      description: 'The cursor of the last alert you saw. Without it: from now.',
    })
    _after: string | null,
    @Root() event: CouncilEvent,
    @Ctx() ctx: PeopleContext,
  ): Promise<PrivacyAlertRaisedType> {
    return raisedAlert(ctx, event);
  }

  @Mutation(() => PrivacyAlertOpenedType, {
    description:
      'Shows the privacy officer whom an alert is about. Kept with the reason, and in the list of everybody it shows. Refused with NOT_FOUND for everybody else.',
  })
  openPrivacyAlert(
    @Arg('input', () => OpenPrivacyAlertInput) input: OpenPrivacyAlertInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PrivacyAlertOpenedType> {
    return openPrivacyAlert(ctx, input);
  }
}
