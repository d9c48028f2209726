import { onePage, type PageRequest } from '@connected-lives/kit/instant-page';
import { loaderMany, loaderOne, loadersBy } from '@connected-lives/kit/loader';
import { londonDay } from '@connected-lives/kit/london-day';
import { rowsOfEach } from '@connected-lives/kit/parents';
import type { PeopleReads } from '../tables.ts';
import { AboutMeHeading } from './about-me-heading.ts';

const COLUMNS = ['id', 'personId', 'heading', 'words', 'practitionerId', 'writtenAt'] as const;

/** What stands under each heading now, put together for each of many people. */
export function aboutMeByPersonId(ctx: PeopleReads) {
  return loaderOne(
    async (personIds: readonly string[]) => {
      const latest = await ctx.read('aboutMeByPersonId', personIds, (db, keys) =>
        db
          .selectFrom('aboutMe')
          .select(COLUMNS)
          .distinctOn(['personId', 'heading'])
          .where((row) => row('personId', '=', row.fn.any(row.val(keys))))
          .orderBy('personId')
          .orderBy('heading')
          .orderBy('writtenAt', 'desc')
          .orderBy('id', 'desc'),
      );
      return [...Map.groupBy(latest, ({ personId }) => personId)].map(([personId, entries]) =>
        standing(personId, entries),
      );
    },
    (aboutMe) => aboutMe.personId,
  );
}

/** Every writing of a person's, newest first. */
export function aboutMeHistoryByPersonId(ctx: PeopleReads) {
  return loadersBy((page: PageRequest) =>
    loaderMany(
      (personIds: readonly string[]) =>
        ctx.read(
          page.after === null ? `aboutMeHistoryByPersonId ${page.first}` : null,
          personIds,
          (db, keys) =>
            rowsOfEach(db, keys, (of) =>
              onePage(
                of.selectFrom('aboutMe').select(COLUMNS).whereRef('personId', '=', 'parent.id'),
                'newest first',
                'written_at',
                page,
              ),
            ),
        ),
      (entry) => entry.personId,
    ),
  );
}

export type AboutMeEntryRow = Awaited<
  ReturnType<ReturnType<ReturnType<typeof aboutMeHistoryByPersonId>>['load']>
>[number];

function standing(personId: string, entries: readonly AboutMeEntryRow[]) {
  const under = (heading: AboutMeHeading): string | null =>
    entries.find((entry) => entry.heading === heading)?.words ?? null;
  const last = entries.reduce((latest, entry) =>
    entry.writtenAt > latest.writtenAt ? entry : latest,
  );
  return {
    personId,
    mostImportantToMe: under(AboutMeHeading.MOST_IMPORTANT_TO_ME),
    peopleImportantToMe: under(AboutMeHeading.PEOPLE_IMPORTANT_TO_ME),
    howICommunicate: under(AboutMeHeading.HOW_I_COMMUNICATE),
    myWellness: under(AboutMeHeading.MY_WELLNESS),
    pleaseDoAndDont: under(AboutMeHeading.PLEASE_DO_AND_DONT),
    howAndWhenToSupportMe: under(AboutMeHeading.HOW_AND_WHEN_TO_SUPPORT_ME),
    alsoWorthKnowing: under(AboutMeHeading.ALSO_WORTH_KNOWING),
    practitionerId: last.practitionerId,
    writtenOn: londonDay(last.writtenAt),
  };
}

export type AboutMeRow = ReturnType<typeof standing>;
