import { District } from '@connected-lives/kit/district';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { personWrite, practising } from '../reach/reach.access.ts';
import { personRead, reportsRead, serviceWrites, teamRegisters } from './person.access.ts';

const PersonSchema = defineEntity({
  name: 'Person',
  tableName: 'person',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    /** The team the person is with: what policies compare, here and on every row about them. */
    teamId: p.uuid(),
    /** The council's own reference, such as the one of the system the person was loaded from. */
    councilReference: p.text().nullable().unique('person_council_reference_unique'),
    givenName: p.text(),
    familyName: p.text(),
    preferredName: p.text().nullable(),
    dateOfBirth: p.date().nullable(),
    /** Ten digits without spaces. */
    nhsNumber: p.text().nullable().unique('person_nhs_number_unique'),
    district: p.text(),
    communicationNeeds: p.array().columnType('text[]').defaultRaw(`'{}'`),
    /** Lower case without accents: what `findPeople` looks in. */
    searchName: p
      .text()
      .generated(
        `(searchable(given_name || ' ' || family_name || ' ' || coalesce(preferred_name, ''))) stored`,
      ),
    /** Whether finance pays for something: those people finance reaches by name. */
    paidFor: p.boolean().default(false),
    version: p.integer().version().defaultRaw('1'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [{ name: 'person_team_name', properties: ['teamId', 'familyName', 'givenName', 'id'] }],
  checks: [
    {
      name: 'person_district_known',
      expression: `district in (${Object.values(District)
        .map((name) => `'${name}'`)
        .join(', ')})`,
    },
    { name: 'person_nhs_number_digits', expression: `nhs_number ~ '^[0-9]{10}$'` },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'person_read', command: 'select', using: personRead },
    { name: 'person_change', command: 'update', using: personWrite, check: practising },
    { name: 'person_register', command: 'insert', check: `${practising} and ${teamRegisters}` },
    { name: 'person_write', command: 'all', using: serviceWrites, check: serviceWrites },
    { name: 'person_report', command: 'select', roles: ['people_reader'], using: reportsRead },
  ],
});

/** Someone the council knows. Not a case: a person, with a life around them. */
export class Person extends PersonSchema.class {}
PersonSchema.setClass(Person);
export { PersonSchema };
