import { oneOf } from '@connected-lives/kit/check-constraints';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { policiesAboutPerson } from '../reach/reach.access.ts';
import { type Interpreter, INTERPRETERS } from './interpreter.ts';
import { ofPerson } from './of-person.ts';

const words = () => p.array().columnType('text[]').defaultRaw(`'{}'`);
const optional = () => p.text().nullable();

const PersonDetailsSchema = defineEntity({
  name: 'PersonDetails',
  tableName: 'person_details',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('person_details'),
    teamId: p.uuid(),
    pronouns: optional(),
    dateOfDeath: p.date().nullable(),
    /** A letter and five digits, or what somebody wrote instead. */
    gpPracticeCode: optional(),
    firstLanguage: optional(),
    interpreter: p.text().$type<Interpreter>().nullable(),
    // The four kinds of needs of the Accessible Information Standard (DCB1605).
    informationFormats: words(),
    contactMethods: words(),
    communicationSupport: words(),
    communicationProfessionals: words(),
    // As the Client Level Data return has them: `codes/`.
    ethnicity: optional(),
    gender: optional(),
    primarySupportReason: optional(),
    accommodationStatus: optional(),
    employmentStatus: optional(),
    visualImpairment: optional(),
    hearingImpairment: optional(),
    dementia: optional(),
    autism: optional(),
    hasUnpaidCarer: optional(),
    changedAt: p.datetime(3),
  },
  uniques: [{ name: 'person_details_one_each', properties: ['personId'] }],
  checks: [
    { name: 'person_details_interpreter_known', expression: oneOf('interpreter', INTERPRETERS) },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('person_details'),
});

/** What lists of people do not need. A person of whom nothing of it is written down has no row. */
export class PersonDetails extends PersonDetailsSchema.class {}
PersonDetailsSchema.setClass(PersonDetails);
export { PersonDetailsSchema };
