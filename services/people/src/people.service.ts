import type { ServiceDefinition } from '@connected-lives/kit/service';
import { CreatePeople20261122090000 } from '../migrations/20261122090000-create-people.ts';
import { OpenAndClosePeople20261122120000 } from '../migrations/20261122120000-open-and-close-people.ts';
import { KeepTheRecord20261122121000 } from '../migrations/20261122121000-keep-the-record.ts';
import { RecordCircleAndRights20261122122000 } from '../migrations/20261122122000-record-circle-and-rights.ts';
import { FindAndMergePeople20261122123000 } from '../migrations/20261122123000-find-and-merge-people.ts';
import { GatherLooks20261122124000 } from '../migrations/20261122124000-gather-looks.ts';
import { KnowWorkforce20261122126000 } from '../migrations/20261122126000-know-workforce.ts';
import { RecordWhatIsSo20261122128000 } from '../migrations/20261122128000-record-what-is-so.ts';
import { GiveLeadingRoles20261122129000 } from '../migrations/20261122129000-give-leading-roles.ts';
import { KnowWhoPays20261122129100 } from '../migrations/20261122129100-know-who-pays.ts';
import { WithholdWherePeopleAre20261122129200 } from '../migrations/20261122129200-withhold-where-people-are.ts';
import { AboutMeSchema } from './about-me/about-me.entity.ts';
import { forgetHourlyLooks } from './access-log/forget-hourly-looks.ts';
import { gatherers } from './access-log/gather-looks.ts';
import { logHearers } from './access-log/hear-of-logs.ts';
import { AddressSchema } from './addresses/address.entity.ts';
import {
  ProtectedAddressSchema,
  ProtectedAddressViewerSchema,
} from './addresses/protected-address.entity.ts';
import { AllocationSchema } from './allocations/allocation.entity.ts';
import { PersonMoveSchema } from './allocations/person-move.entity.ts';
import { CapacityDecisionSchema } from './capacity/capacity-decision.entity.ts';
import { CaringRoleSchema } from './carers/caring-role.entity.ts';
import { RelationshipSchema } from './circle/relationship.entity.ts';
import { ObjectionSchema } from './consent/objection.entity.ts';
import { SharingAgreementSchema } from './consent/sharing-agreement.entity.ts';
import { ContactWaySchema } from './contact-ways/contact-way.entity.ts';
import { CorrectionRequestSchema } from './corrections/correction-request.entity.ts';
import { compareRecords } from './duplicates/compare-records.ts';
import { NotTheSameSchema } from './duplicates/not-the-same.entity.ts';
import { PersonMergeSchema } from './duplicates/person-merge.entity.ts';
import { learnFromFinance } from './known/learn-from-finance.ts';
import { createLoaders, type PeopleLoaders } from './loaders.ts';
import { PersonDetailsSchema } from './people/person-details.entity.ts';
import { PersonSchema } from './people/person.entity.ts';
import { tellOfLeavers } from './practitioners/leave-council.ts';
import { PractitionerSchema } from './practitioners/practitioner.entity.ts';
import { AdvocacyDecisionSchema } from './rights/advocacy-decision.entity.ts';
import { InvolvementWishSchema } from './rights/involvement-wish.entity.ts';
import { schema, sdl } from './schema.ts';
import type { PeopleTables } from './tables.ts';
import { TeamSchema } from './teams/team.entity.ts';
import { forgetInterests } from './vacancies/forget-interests.ts';
import { learnOffers } from './vacancies/learn-offers.ts';
import { VacancySchema } from './vacancies/vacancy.entity.ts';

/** People, staff and teams: who there is, and who may know it. */
export const peopleService: ServiceDefinition<PeopleTables, PeopleLoaders> = {
  name: 'people',
  database: {
    entities: [
      PersonSchema,
      PractitionerSchema,
      TeamSchema,
      PersonDetailsSchema,
      AddressSchema,
      ProtectedAddressSchema,
      ProtectedAddressViewerSchema,
      ContactWaySchema,
      AboutMeSchema,
      CorrectionRequestSchema,
      RelationshipSchema,
      CaringRoleSchema,
      SharingAgreementSchema,
      ObjectionSchema,
      CapacityDecisionSchema,
      AdvocacyDecisionSchema,
      InvolvementWishSchema,
      NotTheSameSchema,
      PersonMergeSchema,
      AllocationSchema,
      PersonMoveSchema,
      VacancySchema,
    ],
    migrations: [
      CreatePeople20261122090000,
      OpenAndClosePeople20261122120000,
      KeepTheRecord20261122121000,
      RecordCircleAndRights20261122122000,
      FindAndMergePeople20261122123000,
      GatherLooks20261122124000,
      KnowWorkforce20261122126000,
      RecordWhatIsSo20261122128000,
      GiveLeadingRoles20261122129000,
      KnowWhoPays20261122129100,
      WithholdWherePeopleAre20261122129200,
    ],
    // Read by statements of our own: nobody changes an entity of these.
    unmapped: [
      'name_word',
      'comparison_due',
      'possible_duplicate',
      'moved_row',
      'look',
      'privacy_alert',
      'privacy_alert_opening',
      'privacy_alert_subject',
      'privacy_limit',
      'hourly_look',
      'own_record',
      'known_learning_offer',
      'vacancy_offer',
      'interest',
    ],
  },
  schema,
  sdl,
  createLoaders,
  consumers: [learnFromFinance, learnOffers, ...gatherers, ...logHearers],
  jobs: [tellOfLeavers, forgetInterests, forgetHourlyLooks, compareRecords],
  personTable: 'person',
};
