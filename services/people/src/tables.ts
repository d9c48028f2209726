import type { ServiceContext } from '@connected-lives/kit/context';
import type { TableOf } from '@connected-lives/kit/table';
import type { Person } from './people/person.entity.ts';
import type { Practitioner } from './practitioners/practitioner.entity.ts';
import type { ClosureRow, ReachRow } from './reach/reach.table.ts';
import type { Team } from './teams/team.entity.ts';

/** The tables of people as reads see them. */
export interface PeopleTables {
  readonly person: TableOf<Person>;
  readonly practitioner: TableOf<Practitioner>;
  readonly team: TableOf<Team>;
  readonly reach: ReachRow;
  readonly closure: ClosureRow;
}

/** What a loader may use: the viewer's reads, without the loaders themselves. */
export type PeopleReads = ServiceContext<PeopleTables>;
