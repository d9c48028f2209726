import { MutationInput } from '@connected-lives/kit/mutation-input';
import { notFound } from '@connected-lives/kit/refusal';
import { onceOnly } from '@connected-lives/kit/transaction';
import { LockMode } from '@mikro-orm/postgresql';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { requireManager } from '../practitioners/require-manager.ts';
import { Vacancy } from './vacancy.entity.ts';
import { vacancyChanged } from './vacancy.events.ts';

@InputType()
export class CloseVacancyInput extends MutationInput {
  @Field(() => ID)
  @IsUUID()
  readonly vacancyId!: string;
}

/** The post is taken, or will not be: nobody applies from now on. */
export function closeVacancy(
  ctx: PeopleContext,
  input: CloseVacancyInput,
): Promise<{ id: string }> {
  requireManager(ctx.actor);
  return onceOnly(ctx, 'closeVacancy', input, async (tx) => {
    const vacancy = await tx.em.findOne(
      Vacancy,
      { id: input.vacancyId, teamId: { $in: [...ctx.actor.teamIds] } },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (vacancy === null) {
      throw notFound('vacancy');
    }
    vacancy.close(ctx.now());
    await tx.record(vacancyChanged('vacancy-closed', vacancy));
    return { id: vacancy.id };
  });
}
