import { Field, ID, ObjectType } from 'type-graphql';
import { Warning } from '../people/person-recorded.type.ts';
import type { PersonMerge } from './person-merge.entity.ts';

@ObjectType('PersonMerge', {
  simpleResolvers: true,
  description: 'That two records turned out to be of one person, and who decided so.',
})
export class PersonMergeType implements Pick<
  PersonMerge,
  'id' | 'mergedId' | 'reason' | 'mergedAt' | 'undoneReason' | 'undoneAt'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => ID, {
    description: 'The record that is part of the other one now. Asking for it gives the kept one.',
  })
  readonly mergedId!: string;

  @Field(() => String)
  readonly reason!: string;

  @Field(() => Date)
  readonly mergedAt!: Date;

  @Field(() => String, { nullable: true })
  readonly undoneReason!: string | null;

  @Field(() => Date, { nullable: true, description: 'Null while the merge stands.' })
  readonly undoneAt!: Date | null;

  @Field(() => [Warning], {
    nullable: true,
    description:
      'For whoever has just merged them: what speaks for two people after all. Nothing was refused for it. Null whenever it is read later.',
  })
  readonly warnings?: Warning[] | null;
}
