import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound } from '@connected-lives/kit/refusal';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { sharingChanged } from './consent.events.ts';
import { SHARING_TEXT_MAX, SharingAgreement } from './sharing-agreement.entity.ts';

@InputType()
export class WithdrawAgreementInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly agreementId!: string;

  @TextField(SHARING_TEXT_MAX, 'Nobody has to say why.')
  readonly words?: string | null;
}

/**
 * Withdraws an agreement from now on. As easy as giving it (UK GDPR Article 7(3)): the person does
 * it themself or tells any of the people who work with them. Whoever only reads the record cannot
 * lock the row, and to them it is not there to withdraw.
 */
export function withdrawAgreement(
  ctx: PeopleContext,
  input: WithdrawAgreementInput,
): Promise<SharingAgreement> {
  return onceOnly(ctx, 'withdrawAgreement', input, async (tx) => {
    const agreement = await tx.em.findOne(
      SharingAgreement,
      { id: input.agreementId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (agreement === null) {
      throw notFound('agreement');
    }
    agreement.withdraw(ctx.actor.id, ctx.now(), input.words ?? null);
    await tx.em.flush();
    await tx.record(sharingChanged(agreement));
    return agreement;
  });
}
