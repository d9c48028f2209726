import { federatedSchema } from '@connected-lives/kit/federated-schema';
import type { PeopleContext } from './people.context.ts';
import { PersonResolver, resolvePerson } from './people/person.resolver.ts';
import {
  PractitionerResolver,
  resolvePractitioner,
} from './practitioners/practitioner.resolver.ts';
import { ReachOfPersonResolver, ReachResolver } from './reach/reach.resolver.ts';
import { OutcomeReportCellResolver } from './reports/outcome-report-cell.resolver.ts';
import { OutcomeReportCellType } from './reports/outcome-report-cell.type.ts';
import { resolveTeam, TeamResolver } from './teams/team.resolver.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';

/** Everything the graph may ask of people, and every way in. */
export const { schema, sdl } = federatedSchema<PeopleContext>({
  resolvers: [
    ViewerResolver,
    PersonResolver,
    ReachResolver,
    ReachOfPersonResolver,
    PractitionerResolver,
    TeamResolver,
    OutcomeReportCellResolver,
  ],
  // No query of ours leads to a cell: practice's report does.
  orphanedTypes: [OutcomeReportCellType],
  references: {
    Person: resolvePerson,
    Practitioner: resolvePractitioner,
    Team: resolveTeam,
    OutcomeReportCell: (cell) => cell,
  },
});
