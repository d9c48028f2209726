import { loaderMany, loaderOne } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import type { FormerArgs } from '../people/former-arg.ts';
import type { PeopleReads } from '../tables.ts';

const DECISIONS_MAX = 50;

/** The decisions about advocacy for each of many people, the latest first. */
export function advocacyByPersonId(ctx: PeopleReads, { former }: FormerArgs) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read(`advocacyByPersonId ${former}`, personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) => {
          const decisions = of
            .selectFrom('advocacyDecision')
            .select([
              'id',
              'personId',
              'duty',
              'substantialDifficulty',
              'appropriateIndividualId',
              'entitled',
              'reason',
              'advocateId',
              'decidedAt',
              'supersededAt',
            ])
            .whereRef('personId', '=', 'parent.id');
          return (former ? decisions : decisions.where('supersededAt', 'is', null))
            .orderBy('decidedAt', 'desc')
            .orderBy('id', 'desc')
            .limit(DECISIONS_MAX);
        }),
      ),
    (decision) => decision.personId,
  );
}

/** What each of many people said last of how they want to be involved. */
export function involvementByPersonId(ctx: PeopleReads) {
  return loaderOne(
    (personIds: readonly string[]) =>
      ctx.read('involvementByPersonId', personIds, (db, keys) =>
        db
          .selectFrom('involvementWish')
          .distinctOn('personId')
          .select(['id', 'personId', 'words', 'writtenByPerson', 'saidAt'])
          .where((row) => row('personId', '=', row.fn.any(row.val(keys))))
          .orderBy('personId')
          .orderBy('saidAt', 'desc')
          .orderBy('id', 'desc'),
      ),
    (wish) => wish.personId,
  );
}

export type AdvocacyRow = Awaited<
  ReturnType<ReturnType<typeof advocacyByPersonId>['load']>
>[number];
export type InvolvementRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof involvementByPersonId>['load']>>
>;
