import { loaderMany, loaderOne } from '@connected-lives/kit/loader';
import type { Kysely } from 'kysely';
import type { PeopleReads } from '../tables.ts';
import type { PeopleTables } from '../tables.ts';

/** What anybody may read of a vacancy. */
export function selectVacancy(db: Kysely<PeopleTables>) {
  return db
    .selectFrom('vacancy')
    .select([
      'id',
      'teamId',
      'teamName',
      'roleTitle',
      'profession',
      'weeklyMinutes',
      'salaryFromPence',
      'salaryToPence',
      'district',
      'words',
      'opensOn',
      'closesOn',
      'version',
    ]);
}
export type VacancyRow = Awaited<
  ReturnType<ReturnType<typeof selectVacancy>['executeTakeFirstOrThrow']>
>;

/** One post offers a handful of things to learn. */
export const OFFERS_MAX = 20;

export function vacanciesById(ctx: PeopleReads) {
  return loaderOne(
    (ids: readonly string[]) =>
      ctx.read('vacanciesById', ids, (db, keys) =>
        selectVacancy(db).where((row) => row('id', '=', row.fn.any(row.val(keys)))),
      ),
    (vacancy) => vacancy.id,
  );
}

/** What each vacancy offers to learn, by title, without what was withdrawn since. */
export function offersByVacancyId(ctx: PeopleReads) {
  return loaderMany(
    (ids: readonly string[]) =>
      ctx.read('offersByVacancyId', ids, (db, keys) =>
        db
          .selectFrom('vacancyOffer')
          .innerJoin('knownLearningOffer as offer', 'offer.id', 'vacancyOffer.offerId')
          .select(['vacancyOffer.vacancyId', 'offer.id', 'offer.title'])
          .where((row) => row('vacancyOffer.vacancyId', '=', row.fn.any(row.val(keys))))
          .where('offer.withdrawn', '=', false)
          .orderBy('offer.title')
          .orderBy('offer.id'),
      ),
    (offer) => offer.vacancyId,
  );
}
