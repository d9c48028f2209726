import { randomUUID } from 'node:crypto';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import type { testCouncil } from '../test-council.ts';
import { allowedWords, type Column, tablesAboutPeople } from './tables-about-people.ts';

type Council = ReturnType<typeof testCouncil>;

export interface Subject {
  readonly personId: string;
  readonly teamId: string;
  readonly practitionerId: string;
}

/** Where a word of the record came from, such as `practice.passage.words`. */
export type Origin = string;

/** What cannot be made up from the catalogue, by `service.table.column`. */
export type Recipes = Readonly<Record<string, (subject: Subject) => unknown>>;

/**
 * Puts a row into every table that has a person's id, in all three services, straight from the
 * catalogue, so that a new table cannot be forgotten. Every free text says where it stands, and
 * that is what is looked for in answers later.
 *
 * @returns the mark that every such text begins with, and the id of each row by `service.table`.
 */
export async function fillRecord(
  council: Council,
  subject: Subject,
  recipes: Recipes,
): Promise<{ mark: string; ids: ReadonlyMap<string, string> }> {
  const ids = new Map<string, string>();
  const mark = `mark${randomUUID().slice(0, 8)}`;
  for (const service of SERVICE_NAMES) {
    for (const table of await tablesAboutPeople(council, service)) {
      const words = await allowedWords(council, service, table.name);
      const id = randomUUID();
      ids.set(`${service}.${table.name}`, id);
      const values = new Map<string, unknown>([['id', id]]);
      for (const column of table.columns.filter(({ name }) => name !== 'id')) {
        const origin = `${service}.${table.name}.${column.name}`;
        const recipe = recipes[origin];
        const value =
          recipe === undefined
            ? await madeUp(council, service, column, words, subject, ids, `${mark} ${origin}.`)
            : recipe(subject);
        if (value !== undefined) {
          values.set(column.name, value);
        }
      }
      const columns = [...values.keys()];
      await council.arrange(
        service,
        `insert into ${table.name} (${columns.join(', ')})
         values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
        [...values.values()],
      );
    }
  }
  return { mark, ids };
}

async function madeUp(
  council: Council,
  service: ServiceName,
  column: Column,
  words: ReadonlyMap<string, string>,
  subject: Subject,
  rows: ReadonlyMap<string, string>,
  text: string,
): Promise<unknown> {
  const { name, type, hasDefault, nullable, refersTo } = column;
  if (name === 'person_id') {
    return subject.personId;
  }
  if (name === 'team_id') {
    return subject.teamId;
  }
  if (/practitioner_id$|_by$|_by_id$/.test(name) && type === 'uuid') {
    return subject.practitionerId;
  }
  if (refersTo !== undefined) {
    return rows.get(`${service}.${refersTo}`) ?? rowOf(council, service, refersTo, subject);
  }
  if (hasDefault && !/text/.test(type)) {
    return undefined;
  }
  switch (type) {
    case 'uuid':
      return randomUUID();
    case 'text':
      return words.get(name) ?? text;
    case 'text[]':
      return [words.get(name) ?? text];
    case 'jsonb':
      return JSON.stringify({});
    case 'boolean':
      return true;
    case 'date':
      return nullable ? undefined : '2026-06-01';
    case 'timestamp with time zone':
      return nullable ? undefined : '2026-06-01T10:00:00Z';
    default:
      return nullable ? undefined : 1;
  }
}

/** A row of the table that a column refers to: the person's own if there is one. */
async function rowOf(
  council: Council,
  service: ServiceName,
  table: string,
  { personId }: Subject,
): Promise<string> {
  if (table === 'person') {
    return personId;
  }
  const [row] = await council.rows<{ id: string }>(
    service,
    `select id from ${table} order by (to_jsonb(${table}) ->> 'person_id' = $1) desc nulls last limit 1`,
    [personId],
  );
  if (row === undefined) {
    throw new Error(`${service}.${table} has no row to refer to: give a recipe.`);
  }
  return row.id;
}
