import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { onceOnly } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { CaringRole } from './caring-role.entity.ts';
import { caringRoleChanged } from './carers.events.ts';

@InputType()
export class EndCaringRoleInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly caringRoleId!: string;
}

/** The carer no longer cares. The circle of the other person is changed by who works with them. */
export function endCaringRole(ctx: PeopleContext, input: EndCaringRoleInput): Promise<CaringRole> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'endCaringRole', input, async (tx) => {
    const role = await tx.em.findOne(
      CaringRole,
      { id: input.caringRoleId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (role === null) {
      throw notFound('caring role');
    }
    role.end(ctx.now());
    await tx.em.flush();
    await tx.record(caringRoleChanged(role));
    return role;
  });
}
