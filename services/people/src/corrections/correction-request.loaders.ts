import { onePage, type PageRequest } from '@connected-lives/kit/instant-page';
import { loaderMany, loaderOne, loadersBy } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import type { PeopleReads } from '../tables.ts';

export const CORRECTION_COLUMNS = [
  'id',
  'personId',
  'field',
  'saysNow',
  'shouldSay',
  'reason',
  'askedAt',
  'state',
  'answerWords',
  'answeredBy',
  'answeredAt',
] as const;

export function correctionsById(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('correctionsById', ids, (db, keys) =>
        db
          .selectFrom('correctionRequest')
          .select(CORRECTION_COLUMNS)
          .where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (request) => request.id,
  );
}

/** A page of what each of many people asked for, newest first. */
export function correctionsByPersonId(ctx: PeopleReads) {
  return loadersBy((page: PageRequest) =>
    loaderMany(
      (personIds: readonly string[]) =>
        ctx.read(
          page.after === null ? `correctionsByPersonId ${page.first}` : null,
          personIds,
          (db, keys) =>
            rowsOfEach(db, keys, (of) =>
              onePage(
                of
                  .selectFrom('correctionRequest')
                  .select(CORRECTION_COLUMNS)
                  .whereRef('personId', '=', 'parent.id'),
                'newest first',
                'asked_at',
                page,
              ),
            ),
        ),
      (request) => request.personId,
    ),
  );
}

export type CorrectionRequestRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof correctionsById>['load']>>
>;
