import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { holdPerson } from '../people/hold-person.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import { recordChanged } from '../people/person.events.ts';
import { ContactWay } from './contact-way.entity.ts';

@InputType()
export class EndContactWayInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly contactWayId!: string;
}

/** It no longer reaches the person, or they do not wish it. Kept, and shown no more. */
export function endContactWay(
  ctx: PeopleContext,
  input: EndContactWayInput,
): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'endContactWay', input, async (tx) => {
    const id = input.contactWayId;
    const known = await tx.em.findOne(ContactWay, { id });
    if (known === null) {
      throw notFound('contact way');
    }
    const person = await holdPerson(tx, known.personId);
    const way = await tx.em.findOneOrFail(
      ContactWay,
      { id },
      {
        lockMode: LockMode.PESSIMISTIC_WRITE,
        refresh: true,
        failHandler: () => notFound('contact way'),
      },
    );
    way.end(ctx.now());
    await tx.record(recordChanged('contact-ways-changed', person));
    return { personId: person.id, warnings: [] };
  });
}
