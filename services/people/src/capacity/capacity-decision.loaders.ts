import { loaderMany } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import type { FormerArgs } from '../people/former-arg.ts';
import type { PeopleReads } from '../tables.ts';

const DECISIONS_MAX = 50;

/** The decisions about each of many people, the latest first. */
export function capacityByPersonId(ctx: PeopleReads, { former }: FormerArgs) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read(`capacityByPersonId ${former}`, personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) => {
          const decisions = of
            .selectFrom('capacityDecision')
            .select([
              'id',
              'personId',
              'matter',
              'supportGiven',
              'impairment',
              'understands',
              'retains',
              'weighs',
              'communicates',
              'conclusion',
              'reason',
              'assessedBy',
              'assessedOn',
              'bestInterestsReference',
              'reviewDueOn',
              'supersededAt',
            ])
            .whereRef('personId', '=', 'parent.id');
          return (former ? decisions : decisions.where('supersededAt', 'is', null))
            .orderBy('assessedOn', 'desc')
            .orderBy('id', 'desc')
            .limit(DECISIONS_MAX);
        }),
      ),
    (decision) => decision.personId,
  );
}

export type CapacityRow = Awaited<
  ReturnType<ReturnType<typeof capacityByPersonId>['load']>
>[number];
