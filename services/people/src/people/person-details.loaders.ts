import { loaderOne } from '@connected-lives/kit/loader';
import type { PeopleReads } from '../tables.ts';
import { STATUTORY_CODE_NAMES } from './codes/release-2.codes.ts';

const COLUMNS = [
  'personId',
  'pronouns',
  'dateOfDeath',
  'gpPracticeCode',
  'firstLanguage',
  'interpreter',
  'informationFormats',
  'contactMethods',
  'communicationSupport',
  'communicationProfessionals',
  'changedAt',
  ...STATUTORY_CODE_NAMES,
] as const;

export function detailsByPersonId(ctx: PeopleReads) {
  return loaderOne(
    (personIds: readonly string[]) =>
      ctx.read('detailsByPersonId', personIds, (db, keys) =>
        db
          .selectFrom('personDetails')
          .select(COLUMNS)
          .where((row) => row('personId', '=', row.fn.any(row.val(keys)))),
      ),
    (details) => details.personId,
  );
}

export type PersonDetailsRow = NonNullable<
  Awaited<ReturnType<ReturnType<typeof detailsByPersonId>['load']>>
>;
