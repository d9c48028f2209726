import { enumOf } from '@connected-lives/kit/enum-of';
import { PURPOSES } from '@connected-lives/kit/look-purpose';
import { connectionTypes } from '@connected-lives/kit/page';
import { REACH_REASONS } from '@connected-lives/kit/reach';
import { Field, GraphQLISODateTime, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { SeenLook } from './find-looks.ts';

const LookPurpose = enumOf(PURPOSES);
registerEnumType(LookPurpose, {
  name: 'LookPurpose',
  description: 'Why somebody looked at a record, from a short list.',
  valuesConfig: {
    AUDIT: { description: 'To check how records are used.' },
    COMPLAINT: { description: 'To answer a complaint.' },
    COUNCIL_SYSTEM: { description: 'To keep the council’s systems in step.' },
    DIRECT_CARE: { description: 'To work with the person. What staff look for unless they say.' },
    FINANCE: { description: 'To see to the money.' },
    OWN_RECORD: { description: 'The person themself, or somebody who may act for them.' },
    PLANNING: { description: 'To plan services.' },
    SAFEGUARDING: { description: 'To keep somebody safe.' },
    SUBJECT_ACCESS: { description: 'To give somebody what is held about them.' },
    URGENT: { description: 'In an emergency.' },
  },
});

export const LookRight = enumOf(['SELF', 'OWN_TEAM', 'PAYS', ...REACH_REASONS] as const);
registerEnumType(LookRight, {
  name: 'LookRight',
  description: 'By what right somebody looked at a record.',
  valuesConfig: {
    ALLOCATED_WORKER: { description: 'They work with the person, from another team.' },
    CONTACT_OPEN: { description: 'A front-door team, while a contact is open.' },
    IN_HOSPITAL: { description: 'A discharge team, while the person is in hospital.' },
    NAMED: { description: 'Named for a record that is closed to all others.' },
    OWN_TEAM: { description: 'The person is with their team.' },
    PAYS: { description: 'Finance, for somebody the council pays for.' },
    REPRESENTATIVE: { description: 'Somebody who may act for the person.' },
    SELF: { description: 'The person themself.' },
    URGENT: { description: 'They opened the record urgently, and wrote down why.' },
  },
});

@ObjectType('Look', {
  simpleResolvers: true,
  description:
    'Somebody looked at a person’s record: one for each thing they did, however many fields they saw. A live board counts once an hour.',
})
export class LookType implements Pick<
  SeenLook,
  'id' | 'at' | 'who' | 'operation' | 'purpose' | 'program' | 'network'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => GraphQLISODateTime)
  readonly at!: Date;

  @Field(() => String, { description: 'The name of whoever looked.' })
  readonly who!: string;

  @Field(() => String, { description: 'What the program calls what was done.' })
  readonly operation!: string;

  @Field(() => LookPurpose, { nullable: true })
  readonly purpose!: SeenLook['purpose'];

  @Field(() => String, {
    nullable: true,
    description: 'The program through which they looked. Null when it did not say.',
  })
  readonly program!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The network they came from, never the single machine. Null when not known.',
  })
  readonly network!: string | null;
}

export const { Connection: LookConnection } = connectionTypes('Look', () => LookType);
