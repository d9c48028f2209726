import { readPage } from '@connected-lives/kit/instant-page';
import { londonDay } from '@connected-lives/kit/london-day';
import {
  decodeCursor,
  isBehind,
  type Page,
  type PageArgs,
  pageOf,
} from '@connected-lives/kit/page';
import { requireId } from '@connected-lives/kit/require-id';
import { type RawBuilder, sql } from 'kysely';
import type { PeopleContext } from '../people.context.ts';
import type { ExpressionOfInterestType } from './vacancy.type.ts';
import { selectVacancy, type VacancyRow } from './vacancy.loaders.ts';

/** The vacancies that are open today, those that close first before the others. */
export async function findVacancies(ctx: PeopleContext, args: PageArgs): Promise<Page<VacancyRow>> {
  let query = selectVacancy(ctx.db)
    .where(isOpen(ctx.now()))
    .orderBy('closesOn')
    .orderBy('id')
    .limit(args.first + 1);
  if (isBehind(args.after)) {
    const [day, id] = decodeCursor(args.after, ['day', 'id']);
    query = query.where(sql<boolean>`(closes_on, id) > (${day}::date, ${id}::uuid)`);
  }
  return pageOf(await query.execute(), args, ({ closesOn, id }) => [closesOn, id]);
}

/** One of them. Null when it is closed, or not open yet. */
export async function findVacancy(ctx: PeopleContext, id: string): Promise<VacancyRow | null> {
  const found = await selectVacancy(ctx.db)
    .where('id', '=', requireId({ id }))
    .where(isOpen(ctx.now()))
    .executeTakeFirst();
  return found ?? null;
}

/** Nobody applies before the first day or after the last one, nor once it was closed. */
export function isOpen(now: Date): RawBuilder<boolean> {
  return sql<boolean>`closed_at is null
    and ${londonDay(now)}::date between opens_on and closes_on`;
}

/**
 * Who would like to work here, the first who wrote first. For the managers of the team and for
 * practice development; empty for everybody else.
 */
export function findInterests(
  ctx: PeopleContext,
  vacancyId: string,
  args: PageArgs,
): Promise<Page<ExpressionOfInterestType>> {
  const interests = ctx.db
    .selectFrom('interest')
    .select([
      'id',
      'reference',
      'name',
      'email',
      'phone',
      'reason',
      'professionalRegistration',
      'receivedAt',
      'keptUntilOn',
    ])
    .where('vacancyId', '=', requireId({ vacancyId }, 'vacancyId'));
  return readPage(interests, 'oldest first', 'received_at', args, ({ receivedAt }) => receivedAt);
}
