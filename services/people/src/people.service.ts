import type { ServiceDefinition } from '@connected-lives/kit/service';
import { CreatePeople20261122090000 } from '../migrations/20261122090000-create-people.ts';
import { OpenAndClosePeople20261122120000 } from '../migrations/20261122120000-open-and-close-people.ts';
import { createLoaders, type PeopleLoaders } from './loaders.ts';
import { PersonSchema } from './people/person.entity.ts';
import { PractitionerSchema } from './practitioners/practitioner.entity.ts';
import { schema, sdl } from './schema.ts';
import type { PeopleTables } from './tables.ts';
import { TeamSchema } from './teams/team.entity.ts';

/** People, staff and teams: who there is, and who may know it. */
export const peopleService: ServiceDefinition<PeopleTables, PeopleLoaders> = {
  name: 'people',
  database: {
    entities: [PersonSchema, PractitionerSchema, TeamSchema],
    migrations: [CreatePeople20261122090000, OpenAndClosePeople20261122120000],
  },
  schema,
  sdl,
  createLoaders,
  consumers: [],
  personTable: 'person',
};
