import { defineEntity, p } from '@mikro-orm/postgresql';
import { serviceWrites } from '../people/person.access.ts';
import { everybody } from '../teams/team.access.ts';

const PractitionerSchema = defineEntity({
  name: 'Practitioner',
  tableName: 'practitioner',
  properties: {
    /** The subject of their access token. */
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    teamId: p.uuid().index('practitioner_team_id'),
    name: p.text(),
    profession: p.text(),
    version: p.integer().version().defaultRaw('1'),
  },
  checks: [
    {
      name: 'practitioner_profession_known',
      expression: `profession in ('SOCIAL_WORKER', 'OCCUPATIONAL_THERAPIST', 'NURSE', 'COMMUNITY_CARE_OFFICER', 'TEAM_MANAGER', 'PRINCIPAL_SOCIAL_WORKER')`,
    },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'practitioner_read', command: 'select', using: everybody },
    { name: 'practitioner_write', command: 'all', using: serviceWrites, check: serviceWrites },
  ],
});

/** A member of staff who works with people: the one whose judgement the council trusts. */
export class Practitioner extends PractitionerSchema.class {}
PractitionerSchema.setClass(Practitioner);
export { PractitionerSchema };
