import { oneOf } from '@connected-lives/kit/check-constraints';
import { DISTRICTS_OF_PEOPLE } from '@connected-lives/kit/district';
import { isService } from '@connected-lives/kit/reach';
import { defineEntity, type OptionalProps, p } from '@mikro-orm/postgresql';
import { requireNhsNumber } from './nhs-number.ts';
import type { PersonChange } from './person-change.input.ts';
import { personWrite, practising } from '../reach/reach.access.ts';
import { counted, handedOver, personRead, reportsRead, teamRegisters } from './person.access.ts';

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
    /** The words of all names as they are searched for, each between spaces. */
    searchName: p.text().generated('(searched_as(given_name, family_name, preferred_name)) stored'),
    /** How the names sound and when the person was born: records with one in common are compared. */
    matchKeys: p
      .array()
      .columnType('text[]')
      .generated('(match_keys(given_name, family_name, preferred_name, date_of_birth)) stored'),
    /** The record that this one turned out to be part of: see `duplicates/merge-people.ts`. */
    mergedIntoId: () =>
      p
        .manyToOne(Person)
        .mapToPk()
        .nullable()
        .joinColumn('merged_into_id')
        .foreignKeyName('person_merged_into')
        .deleteRule('no action'),
    /** Whether finance pays for something: those people finance reaches by name. */
    paidFor: p.boolean().default(false),
    version: p.integer().version().defaultRaw('1'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    { name: 'person_team_name', properties: ['teamId', 'familyName', 'givenName', 'id'] },
    { name: 'person_by_name', properties: ['familyName', 'givenName', 'id'] },
    { name: 'person_date_of_birth', properties: ['dateOfBirth'] },
    {
      name: 'person_search_words',
      expression: `create index person_search_words on person using gin (searched_words(search_name)) with (fastupdate = off)`,
    },
    {
      name: 'person_initial_pairs',
      expression: `create index person_initial_pairs on person using gin (initial_pairs(search_name)) with (fastupdate = off)`,
    },
    {
      name: 'person_match_keys',
      expression: `create index person_match_keys on person using gin (match_keys) with (fastupdate = off)`,
    },
    {
      name: 'person_merged_into_id',
      expression: `create index person_merged_into_id on person (merged_into_id) where merged_into_id is not null`,
    },
  ],
  checks: [
    {
      name: 'person_district_known',
      expression: oneOf('district', DISTRICTS_OF_PEOPLE),
    },
    { name: 'person_nhs_number_digits', expression: `nhs_number ~ '^[0-9]{10}$'` },
    { name: 'person_merged_into_another', expression: 'merged_into_id <> id' },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'person_read', command: 'select', using: personRead },
    { name: 'person_change', command: 'update', using: personWrite, check: practising },
    { name: 'person_register', command: 'insert', check: `${practising} and ${teamRegisters}` },
    { name: 'person_write', command: 'all', using: isService, check: isService },
    {
      name: 'person_handed_over',
      command: 'select',
      roles: ['people_owner'],
      using: handedOver,
    },
    // `find_people` and the matching of duplicates run as the owner and repeat the rule themselves.
    { name: 'person_search', command: 'select', roles: ['people_owner'], using: 'true' },
    { name: 'person_counted', command: 'select', roles: ['people_owner'], using: counted },
    { name: 'person_report', command: 'select', roles: ['people_reader'], using: reportsRead },
  ],
});

/** Someone the council knows. Not a case: a person, with a life around them. */
export class Person extends PersonSchema.class {
  declare readonly [OptionalProps]?: 'searchName' | 'matchKeys';

  /** Absent stays as it is. `hand_over_person` changes which team they are with. */
  change({
    givenName,
    familyName,
    preferredName,
    dateOfBirth,
    nhsNumber,
    district,
    communicationNeeds,
  }: PersonChange): void {
    this.givenName = givenName?.trim() ?? this.givenName;
    this.familyName = familyName?.trim() ?? this.familyName;
    this.district = district ?? this.district;
    if (preferredName !== undefined) {
      this.preferredName = preferredName;
    }
    if (dateOfBirth !== undefined) {
      this.dateOfBirth = dateOfBirth;
    }
    if (nhsNumber !== undefined) {
      this.nhsNumber = nhsNumber === null ? null : requireNhsNumber(nhsNumber);
    }
    if (communicationNeeds !== undefined) {
      this.communicationNeeds = communicationNeeds ?? [];
    }
  }
}
PersonSchema.setClass(Person);
export { PersonSchema };
