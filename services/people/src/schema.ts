import { federatedSchema } from '@connected-lives/kit/federated-schema';
import { LookResolver, LooksOfPersonResolver } from './access-log/look.resolver.ts';
import { PrivacyAlertResolver } from './access-log/privacy-alert.resolver.ts';
import {
  AllocationResolver,
  PeopleOfPractitionerResolver,
  PersonMoveResolver,
  WorkersOfPersonResolver,
} from './allocations/allocations.resolver.ts';
import { CapacityOfPersonResolver } from './capacity/capacity.resolver.ts';
import {
  CarerResolver,
  CarersOfPersonResolver,
  CaringRoleResolver,
} from './carers/carers.resolver.ts';
import { CircleOfPersonResolver, RelationshipResolver } from './circle/circle.resolver.ts';
import {
  ConsentOfPersonResolver,
  ObjectionResolver,
  SharingAgreementResolver,
} from './consent/consent.resolver.ts';
import {
  AboutMeEntryResolver,
  AboutMeResolver,
  PersonAboutMeResolver,
} from './about-me/about-me.resolver.ts';
import { AddressResolver, PersonAddressResolver } from './addresses/address.resolver.ts';
import { ContactWayResolver } from './contact-ways/contact-way.resolver.ts';
import {
  CorrectionRequestResolver,
  PersonCorrectionsResolver,
} from './corrections/correction-request.resolver.ts';
import type { PeopleContext } from './people.context.ts';
import { PersonDetailsResolver, PersonRecordedResolver } from './people/person-details.resolver.ts';
import {
  MergesOfPersonResolver,
  NotTheSameResolver,
  PersonMergeResolver,
  PossibleDuplicateResolver,
} from './duplicates/duplicates.resolver.ts';
import { PersonResolver, resolvePerson } from './people/person.resolver.ts';
import {
  PractitionerResolver,
  resolvePractitioner,
} from './practitioners/practitioner.resolver.ts';
import { WorkforceResolver } from './practitioners/workforce.resolver.ts';
import { ConnectionResolver } from './reach/connection.resolver.ts';
import { ReachOfPersonResolver, ReachResolver } from './reach/reach.resolver.ts';
import { OutcomeReportCellResolver } from './reports/outcome-report-cell.resolver.ts';
import { OutcomeReportCellType } from './reports/outcome-report-cell.type.ts';
import { HeldOfPersonResolver } from './rights/held.resolver.ts';
import { AdvocacyDecisionResolver, RightsOfPersonResolver } from './rights/rights.resolver.ts';
import { resolveTeam, TeamResolver } from './teams/team.resolver.ts';
import { VacanciesResolver } from './vacancies/vacancies.resolver.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';

/** Everything the graph may ask of people, and every way in. */
export const { schema, sdl } = federatedSchema<PeopleContext>({
  resolvers: [
    ViewerResolver,
    PersonResolver,
    PossibleDuplicateResolver,
    NotTheSameResolver,
    PersonMergeResolver,
    MergesOfPersonResolver,
    PersonDetailsResolver,
    PersonRecordedResolver,
    PersonAddressResolver,
    AddressResolver,
    ContactWayResolver,
    PersonAboutMeResolver,
    AboutMeResolver,
    AboutMeEntryResolver,
    PersonCorrectionsResolver,
    CorrectionRequestResolver,
    ReachResolver,
    ReachOfPersonResolver,
    ConnectionResolver,
    RelationshipResolver,
    CircleOfPersonResolver,
    CaringRoleResolver,
    CarerResolver,
    CarersOfPersonResolver,
    SharingAgreementResolver,
    ObjectionResolver,
    ConsentOfPersonResolver,
    CapacityOfPersonResolver,
    AdvocacyDecisionResolver,
    RightsOfPersonResolver,
    HeldOfPersonResolver,
    LookResolver,
    LooksOfPersonResolver,
    PrivacyAlertResolver,
    PractitionerResolver,
    WorkforceResolver,
    TeamResolver,
    AllocationResolver,
    PersonMoveResolver,
    WorkersOfPersonResolver,
    PeopleOfPractitionerResolver,
    VacanciesResolver,
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
