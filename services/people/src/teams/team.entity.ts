import { defineEntity, p } from '@mikro-orm/postgresql';
import { serviceWrites } from '../people/person.access.ts';
import { everybody } from './team.access.ts';

const TeamSchema = defineEntity({
  name: 'Team',
  tableName: 'team',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    name: p.text().unique('team_name_unique'),
    kind: p.text(),
    /** Where the people live whom the team is there for. Empty: the whole county. */
    districts: p.array().columnType('text[]').defaultRaw(`'{}'`),
    managerId: p.uuid().strictNullable(),
    version: p.integer().version().defaultRaw('1'),
  },
  checks: [
    {
      name: 'team_kind_known',
      expression: `kind in ('OLDER_PEOPLE', 'ADULT_DISABILITY', 'LEARNING_DISABILITY', 'MENTAL_HEALTH', 'GATEWAY', 'HOSPITAL_DISCHARGE', 'SENSORY', 'TRANSITIONS', 'PRACTICE_DEVELOPMENT')`,
    },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'team_read', command: 'select', using: everybody },
    {
      name: 'team_managed',
      command: 'update',
      roles: ['people_owner'],
      using: 'true',
      check: 'true',
    },
    { name: 'team_write', command: 'all', using: serviceWrites, check: serviceWrites },
  ],
});

/** A team of practitioners, who share the people they work with. */
export class Team extends TeamSchema.class {}
TeamSchema.setClass(Team);
export { TeamSchema };
