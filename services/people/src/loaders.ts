import { loadersBy } from '@connected-lives/kit/loader';
import {
  allocationsById,
  allocationsByPersonId,
  allocationsByPractitionerId,
  movesByPersonId,
} from './allocations/allocation.loaders.ts';
import { capacityByPersonId } from './capacity/capacity-decision.loaders.ts';
import { carersByPersonId, caringRolesByPersonId } from './carers/caring-role.loaders.ts';
import {
  circleByPersonId,
  circlesByOtherPersonId,
  reachedPeopleById,
  relationshipsById,
} from './circle/relationship.loaders.ts';
import { objectionsByPersonId, sharingByPersonId } from './consent/consent.loaders.ts';
import { aboutMeByPersonId, aboutMeHistoryByPersonId } from './about-me/about-me.loaders.ts';
import {
  addressesByPersonId,
  addressesKeptFromViewer,
  namedForAddressByPersonId,
} from './addresses/address.loaders.ts';
import { contactWaysByPersonId } from './contact-ways/contact-way.loaders.ts';
import {
  correctionsById,
  correctionsByPersonId,
} from './corrections/correction-request.loaders.ts';
import type { FormerArgs } from './people/former-arg.ts';
import { detailsByPersonId } from './people/person-details.loaders.ts';
import { mergesByPersonId } from './duplicates/person-merge.loaders.ts';
import { peopleById } from './people/person.loaders.ts';
import { connectionsById } from './reach/connection.loaders.ts';
import { openingsById, openingsByPersonId, sealedByPersonId } from './reach/opening.loaders.ts';
import type { PeopleReads } from './tables.ts';
import { caseloadsByPractitionerId, caseloadsByTeamId } from './practitioners/caseload.loaders.ts';
import {
  ownRecordsByPractitionerId,
  practitionersById,
  practitionersByTeamId,
} from './practitioners/practitioner.loaders.ts';
import { peopleKnownByCell } from './reports/people-known.loaders.ts';
import { advocacyByPersonId, involvementByPersonId } from './rights/rights.loaders.ts';
import { teamsById } from './teams/team.loaders.ts';
import { offersByVacancyId, vacanciesById } from './vacancies/vacancy.loaders.ts';

/** One set an operation: what was read for one field is there for the next. */
export function createLoaders(ctx: PeopleReads) {
  return {
    peopleById: peopleById(ctx),
    mergesByPersonId: mergesByPersonId(ctx),
    detailsByPersonId: detailsByPersonId(ctx),
    addressesByPersonId: addressesByPersonId(ctx),
    namedForAddressByPersonId: namedForAddressByPersonId(ctx),
    addressesKeptFromViewer: addressesKeptFromViewer(ctx),
    contactWaysByPersonId: contactWaysByPersonId(ctx),
    aboutMeByPersonId: aboutMeByPersonId(ctx),
    aboutMeHistoryByPersonId: aboutMeHistoryByPersonId(ctx),
    correctionsById: correctionsById(ctx),
    correctionsByPersonId: correctionsByPersonId(ctx),
    circleByPersonId: loadersBy((args: FormerArgs) => circleByPersonId(ctx, args)),
    circlesByOtherPersonId: circlesByOtherPersonId(ctx),
    relationshipsById: relationshipsById(ctx),
    reachedPeopleById: reachedPeopleById(ctx),
    caringRolesByPersonId: loadersBy((args: FormerArgs) => caringRolesByPersonId(ctx, args)),
    carersByPersonId: carersByPersonId(ctx),
    sharingByPersonId: sharingByPersonId(ctx),
    objectionsByPersonId: objectionsByPersonId(ctx),
    capacityByPersonId: loadersBy((args: FormerArgs) => capacityByPersonId(ctx, args)),
    advocacyByPersonId: loadersBy((args: FormerArgs) => advocacyByPersonId(ctx, args)),
    involvementByPersonId: involvementByPersonId(ctx),
    connectionsById: connectionsById(ctx),
    openingsById: openingsById(ctx),
    openingsByPersonId: openingsByPersonId(ctx),
    sealedByPersonId: sealedByPersonId(ctx),
    practitionersById: practitionersById(ctx),
    practitionersByTeamId: practitionersByTeamId(ctx),
    teamsById: teamsById(ctx),
    caseloadsByPractitionerId: caseloadsByPractitionerId(ctx),
    caseloadsByTeamId: caseloadsByTeamId(ctx),
    ownRecordsByPractitionerId: ownRecordsByPractitionerId(ctx),
    allocationsById: allocationsById(ctx),
    allocationsByPersonId: allocationsByPersonId(ctx),
    allocationsByPractitionerId: allocationsByPractitionerId(ctx),
    movesByPersonId: movesByPersonId(ctx),
    vacanciesById: vacanciesById(ctx),
    offersByVacancyId: offersByVacancyId(ctx),
    peopleKnownByCell: peopleKnownByCell(ctx),
  };
}
export type PeopleLoaders = ReturnType<typeof createLoaders>;
