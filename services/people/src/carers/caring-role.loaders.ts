import { loaderMany } from '@connected-lives/kit/loader';
import { rowsOfEach } from '@connected-lives/kit/parents';
import { RelationshipKind } from '../circle/relationship-kind.ts';
import type { FormerArgs } from '../people/former-arg.ts';
import type { PeopleReads } from '../tables.ts';

const COLUMNS = [
  'id',
  'personId',
  'caredForId',
  'caredForName',
  'hoursPerWeek',
  'able',
  'willing',
  'effectOnWellbeing',
  'effectOnWork',
  'effectOnEducation',
  'effectOnMoney',
  'wishes',
  'contingencyPlan',
  'fromOn',
  'recordedAt',
  'untilAt',
] as const;

/** Nobody cares for more people at a time. */
const ROLES_MAX = 20;
const CARERS_MAX = 20;

/** Whom each of many people cares for and what it means to them, the latest first. */
export function caringRolesByPersonId(ctx: PeopleReads, { former }: FormerArgs) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read(`caringRolesByPersonId ${former}`, personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) => {
          const roles = of
            .selectFrom('caringRole')
            .select(COLUMNS)
            .whereRef('personId', '=', 'parent.id');
          return (former ? roles : roles.where('untilAt', 'is', null))
            .orderBy('recordedAt', 'desc')
            .orderBy('id', 'desc')
            .limit(ROLES_MAX);
        }),
      ),
    (role) => role.personId,
  );
}

/** Who cares for each of many people, as their own circles say: that somebody does, and who. */
export function carersByPersonId(ctx: PeopleReads) {
  return loaderMany(
    (personIds: readonly string[]) =>
      ctx.read('carersByPersonId', personIds, (db, keys) =>
        rowsOfEach(db, keys, (of) =>
          of
            .selectFrom('relationship')
            .select(['id', 'personId', 'otherPersonId', 'name', 'fromOn'])
            .whereRef('personId', '=', 'parent.id')
            .where('kind', '=', RelationshipKind.UNPAID_CARER)
            .where('untilOn', 'is', null)
            .orderBy('recordedAt')
            .orderBy('id')
            .limit(CARERS_MAX),
        ),
      ),
    (carer) => carer.personId,
  );
}

export type CaringRoleRow = Awaited<
  ReturnType<ReturnType<typeof caringRolesByPersonId>['load']>
>[number];
export type CarerRow = Awaited<ReturnType<ReturnType<typeof carersByPersonId>['load']>>[number];
