import { connectionTypes } from '@connected-lives/kit/page';
import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { TeamKind } from '../teams/team-kind.ts';
import type { SeenAlert } from './find-privacy-alerts.ts';
import { PrivacyAlertKind } from './privacy-alert.table.ts';

registerEnumType(PrivacyAlertKind, {
  name: 'PrivacyAlertKind',
  description: 'What may call for a second look at how records are used.',
  valuesConfig: {
    MANY_PEOPLE_IN_AN_HOUR: {
      description: 'One member of staff looked at unusually many different people in an hour.',
    },
    MANY_PEOPLE_IN_A_DAY: { description: 'The same in a day.' },
    OUT_OF_HOURS: {
      description:
        'Somebody looked at night, from 20:00 to 07:00, at a person who is not with their team.',
    },
    URGENT_OPENING: { description: 'A record was opened urgently.' },
    LOG_UNAVAILABLE: {
      description: 'For a while looks could not be recorded, so they were refused.',
    },
    LOG_BROKEN: {
      description: 'The check of the logs found that something in them was changed afterwards.',
    },
  },
});

@ObjectType('PrivacyAlert', {
  simpleResolvers: true,
  description: 'Something happened that is worth a question. It names nobody.',
})
export class PrivacyAlertType implements Pick<
  SeenAlert,
  'id' | 'kind' | 'at' | 'teamKind' | 'people' | 'limit' | 'refused'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => PrivacyAlertKind)
  readonly kind!: PrivacyAlertKind;

  @Field(() => GraphQLISODateTime)
  readonly at!: Date;

  @Field(() => TeamKind, {
    nullable: true,
    description:
      'The kind of team of whoever did it. Null when fewer than five practitioners are in such teams.',
  })
  readonly teamKind!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many different people, when it was noticed.',
  })
  readonly people!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many are nothing unusual.' })
  readonly limit!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many operations were refused, because they could not be recorded.',
  })
  readonly refused!: number | null;
}

export const { Connection: PrivacyAlertConnection } = connectionTypes(
  'PrivacyAlert',
  () => PrivacyAlertType,
);

@ObjectType('PrivacyAlertRaised', {
  simpleResolvers: true,
  description: 'An alert as it was raised, and where to go on from.',
})
export class PrivacyAlertRaisedType {
  @Field(() => String, { description: 'Subscribe `after` this, and you miss nothing.' })
  readonly cursor!: string;

  @Field(() => PrivacyAlertType, { nullable: true })
  readonly alert!: PrivacyAlertType | null;
}

@ObjectType('PrivacyAlertOpened', {
  simpleResolvers: true,
  description: 'Whom an alert is about. That you opened it is recorded, with your reason.',
})
export class PrivacyAlertOpenedType {
  @Field(() => ID)
  readonly alertId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name of whoever did it. Null for what a machine did.',
  })
  readonly who!: string | null;

  @Field(() => ID, { nullable: true })
  readonly practitionerId!: string | null;

  @Field(() => [ID], {
    description:
      'At whom they looked then, 500 at most. Each of these people sees that you opened it.',
  })
  readonly personIds!: string[];
}
