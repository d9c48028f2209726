import { loaderMany } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import type { PeopleReads } from '../tables.ts';

/** More than anybody agrees to, or objects to, that anybody reads in one go. */
const LIST_MAX = 50;

/** What each of many people agreed to share: what holds first, what was withdrawn behind it. */
export function sharingByPersonId(ctx: PeopleReads) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read('sharingByPersonId', personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) =>
          of
            .selectFrom('sharingAgreement')
            .select([
              'id',
              'personId',
              'sharedWith',
              'relationshipId',
              'what',
              'purpose',
              'how',
              'agreedOn',
              'untilOn',
              'withdrawnAt',
              'withdrawnWords',
            ])
            .whereRef('personId', '=', 'parent.id')
            .orderBy('withdrawnAt', (order) => order.desc().nullsFirst())
            .orderBy('agreedOn', 'desc')
            .orderBy('id', 'desc')
            .limit(LIST_MAX),
        ),
      ),
    (agreement) => agreement.personId,
  );
}

/** What each of many people objected to, and the answers, the latest first. */
export function objectionsByPersonId(ctx: PeopleReads) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read('objectionsByPersonId', personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) =>
          of
            .selectFrom('objection')
            .select([
              'id',
              'personId',
              'toWhat',
              'reason',
              'objectedOn',
              'answerDueOn',
              'answer',
              'answerWords',
              'answeredAt',
            ])
            .whereRef('personId', '=', 'parent.id')
            .orderBy('objectedOn', 'desc')
            .orderBy('id', 'desc')
            .limit(LIST_MAX),
        ),
      ),
    (objection) => objection.personId,
  );
}

export type SharingRow = Awaited<ReturnType<ReturnType<typeof sharingByPersonId>['load']>>[number];
export type ObjectionRow = Awaited<
  ReturnType<ReturnType<typeof objectionsByPersonId>['load']>
>[number];
