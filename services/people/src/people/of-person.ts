import { p } from '@mikro-orm/postgresql';
import { Person } from './person.entity.ts';

/** `person_id` of a table that is about one person: an id here, a foreign key in the database. */
export const ofPerson = (table: string) => () =>
  p
    .manyToOne(Person)
    .mapToPk()
    .joinColumn('person_id')
    .foreignKeyName(`${table}_person`)
    .index(`${table}_person_id`);
