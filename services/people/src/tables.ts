import type { ServiceContext } from '@connected-lives/kit/context';
import type { TableOf } from '@connected-lives/kit/table';
import type { LookRow } from './access-log/look.table.ts';
import type {
  PrivacyAlertOpeningRow,
  PrivacyAlertRow,
  PrivacyAlertSubjectRow,
} from './access-log/privacy-alert.table.ts';
import type { Allocation } from './allocations/allocation.entity.ts';
import type { PersonMove } from './allocations/person-move.entity.ts';
import type { CapacityDecision } from './capacity/capacity-decision.entity.ts';
import type { CaringRole } from './carers/caring-role.entity.ts';
import type { Relationship } from './circle/relationship.entity.ts';
import type { Objection } from './consent/objection.entity.ts';
import type { SharingAgreement } from './consent/sharing-agreement.entity.ts';
import type { AboutMe } from './about-me/about-me.entity.ts';
import type {
  AddressColumns,
  ProtectedAddressColumns,
  ProtectedAddressViewerColumns,
} from './addresses/address.table.ts';
import type { ContactWay } from './contact-ways/contact-way.entity.ts';
import type { NotTheSame } from './duplicates/not-the-same.entity.ts';
import type { PersonMerge } from './duplicates/person-merge.entity.ts';
import type { CorrectionRequest } from './corrections/correction-request.entity.ts';
import type { PersonDetails } from './people/person-details.entity.ts';
import type { Person } from './people/person.entity.ts';
import type { OwnRecordRow } from './practitioners/own-record.table.ts';
import type { Practitioner } from './practitioners/practitioner.entity.ts';
import type { ClosureRow, ReachRow } from './reach/reach.table.ts';
import type { AdvocacyDecision } from './rights/advocacy-decision.entity.ts';
import type { InvolvementWish } from './rights/involvement-wish.entity.ts';
import type { Team } from './teams/team.entity.ts';
import type { Vacancy } from './vacancies/vacancy.entity.ts';
import type {
  InterestRow,
  KnownLearningOfferRow,
  VacancyOfferRow,
} from './vacancies/vacancy.tables.ts';

/** The tables of people as reads see them. */
export interface PeopleTables {
  readonly person: TableOf<Person>;
  readonly personDetails: TableOf<PersonDetails>;
  readonly address: AddressColumns;
  readonly protectedAddress: ProtectedAddressColumns;
  readonly protectedAddressViewer: ProtectedAddressViewerColumns;
  readonly contactWay: TableOf<ContactWay>;
  readonly aboutMe: TableOf<AboutMe>;
  readonly correctionRequest: TableOf<CorrectionRequest>;
  readonly practitioner: TableOf<Practitioner>;
  readonly team: TableOf<Team>;
  readonly relationship: TableOf<Relationship>;
  readonly caringRole: TableOf<CaringRole>;
  readonly sharingAgreement: TableOf<SharingAgreement>;
  readonly objection: TableOf<Objection>;
  readonly capacityDecision: TableOf<CapacityDecision>;
  readonly advocacyDecision: TableOf<AdvocacyDecision>;
  readonly involvementWish: TableOf<InvolvementWish>;
  readonly notTheSame: TableOf<NotTheSame>;
  readonly personMerge: TableOf<PersonMerge>;
  readonly allocation: TableOf<Allocation>;
  readonly personMove: TableOf<PersonMove>;
  readonly ownRecord: OwnRecordRow;
  readonly vacancy: TableOf<Vacancy>;
  readonly vacancyOffer: VacancyOfferRow;
  readonly knownLearningOffer: KnownLearningOfferRow;
  readonly interest: InterestRow;
  readonly reach: ReachRow;
  readonly closure: ClosureRow;
  readonly look: LookRow;
  readonly privacyAlert: PrivacyAlertRow;
  readonly privacyAlertOpening: PrivacyAlertOpeningRow;
  readonly privacyAlertSubject: PrivacyAlertSubjectRow;
}

/** What a loader may use: the viewer's reads, without the loaders themselves. */
export type PeopleReads = ServiceContext<PeopleTables>;
