import { peopleById } from './people/person.loaders.ts';
import { openingsById, openingsByPersonId, sealedByPersonId } from './reach/opening.loaders.ts';
import type { PeopleReads } from './tables.ts';
import { practitionersById, practitionersByTeamId } from './practitioners/practitioner.loaders.ts';
import { peopleKnownByCell } from './reports/people-known.loaders.ts';
import { teamsById } from './teams/team.loaders.ts';

/** One set an operation: what was read for one field is there for the next. */
export function createLoaders(ctx: PeopleReads) {
  return {
    peopleById: peopleById(ctx),
    openingsById: openingsById(ctx),
    openingsByPersonId: openingsByPersonId(ctx),
    sealedByPersonId: sealedByPersonId(ctx),
    practitionersById: practitionersById(ctx),
    practitionersByTeamId: practitionersByTeamId(ctx),
    teamsById: teamsById(ctx),
    peopleKnownByCell: peopleKnownByCell(ctx),
  };
}
export type PeopleLoaders = ReturnType<typeof createLoaders>;
