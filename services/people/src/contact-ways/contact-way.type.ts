import { Field, ID, ObjectType } from 'type-graphql';
import { ContactWayKind } from './contact-way-kind.ts';
import type { ContactWayRow } from './contact-way.loaders.ts';

@ObjectType('ContactWay', {
  simpleResolvers: true,
  description: 'A way to get in touch with a person.',
})
export class ContactWayType implements Omit<ContactWayRow, 'personId' | 'fromAt'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => ContactWayKind)
  readonly kind!: ContactWayKind;

  @Field(() => String, {
    nullable: true,
    description: 'The number or the e-mail address. Null for a letter, which goes to the address.',
  })
  readonly value!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a message can be left without somebody else hearing it. Null: not asked.',
  })
  readonly safeToLeaveMessage!: boolean | null;

  @Field(() => Boolean, { description: 'The way the person prefers.' })
  readonly preferred!: boolean;

  @Field(() => String, { nullable: true, description: 'What to bear in mind.' })
  readonly words!: string | null;
}
