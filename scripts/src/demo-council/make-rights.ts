import { oneMonthAfter } from '@connected-lives/people/consent/one-month-after';
import { DAY_MS, TODAY, dayOf } from './calendar.ts';
import type {
  AdvocacyDecisionRow,
  CapacityDecisionRow,
  CircleRows,
  InvolvementWishRow,
  ObjectionRow,
  RelationshipRow,
  SharingAgreementRow,
} from './circle-rows.ts';
import type { Subject } from './one-relationship.ts';
import { AGREEMENTS, MATTERS, OBJECTIONS, WISHES } from './words/circle.ts';

type Rights = Omit<CircleRows, 'relationships' | 'caringRoles' | 'reaches'>;

/** What people agreed to, object to, could decide and are entitled to. The first has one of most. */
export function makeRights(
  subjects: readonly Subject[],
  circles: ReadonlyMap<string, readonly RelationshipRow[]>,
): Rights {
  const some = (likelihood: number): Subject[] =>
    subjects.filter(({ chance }, number) => number === 0 || chance.happens(likelihood));
  return {
    sharingAgreements: some(0.4).map(makeAgreement),
    objections: some(0.01).map(makeObjection),
    capacityDecisions: some(0.06).map(makeCapacity),
    advocacyDecisions: some(0.05).map((subject) =>
      makeAdvocacy(subject, circles.get(subject.person.id) ?? []),
    ),
    involvementWishes: some(0.3).map(makeWish),
  };
}

/** What all of these begin with: an id of its moment, whose it is, and who wrote it down. */
function about({ chance, person, worker }: Subject) {
  const at = chance.momentBetween(person.createdAt, TODAY);
  return {
    at,
    by: worker.id,
    row: { id: chance.uuidAt(at), personId: person.id, teamId: person.teamId },
  };
}

function makeAgreement(subject: Subject): SharingAgreementRow {
  const { chance } = subject;
  const { at, by, row } = about(subject);
  const withdrawnAt = chance.happens(0.1) ? chance.momentBetween(at, TODAY) : null;
  return {
    ...row,
    ...chance.pick(AGREEMENTS),
    how: chance.pick(['SAID', 'SAID', 'WRITTEN', 'THROUGH_ADVOCATE']),
    agreedOn: dayOf(at),
    recordedBy: by,
    recordedAt: at,
    withdrawnAt,
    withdrawnBy: withdrawnAt === null ? null : by,
  };
}

/** Made in the last weeks, so that their answers are still to come. */
function makeObjection(subject: Subject): ObjectionRow {
  const { chance } = subject;
  const { by, row } = about(subject);
  const at = new Date(TODAY.getTime() - chance.between(1, 20) * DAY_MS);
  return {
    ...row,
    toWhat: chance.pick(OBJECTIONS),
    objectedOn: dayOf(at),
    answerDueOn: oneMonthAfter(dayOf(at)),
    recordedBy: by,
    recordedAt: at,
  };
}

function makeCapacity(subject: Subject): CapacityDecisionRow {
  const { chance, worker } = subject;
  const { at, by, row } = about(subject);
  const { matter, support, able, unable } = chance.pick(MATTERS);
  const lacks = chance.happens(0.4);
  return {
    ...row,
    matter,
    supportGiven: support,
    impairment: lacks ? 'Dementia, as the memory clinic has it' : null,
    understands: 'true',
    retains: String(!lacks),
    weighs: String(!lacks),
    communicates: 'true',
    conclusion: lacks ? 'LACKS_CAPACITY' : 'HAS_CAPACITY',
    reason: lacks ? unable : able,
    assessedBy: worker.name,
    assessedOn: dayOf(at),
    bestInterestsReference: lacks ? `BI-${dayOf(at)} (demo)` : null,
    recordedBy: by,
    recordedAt: at,
  };
}

function makeAdvocacy(subject: Subject, circle: readonly RelationshipRow[]): AdvocacyDecisionRow {
  const { chance } = subject;
  const { at, by, row } = about(subject);
  const advocate = circle.find(({ kind }) => kind === 'ADVOCATE');
  const family = circle.find(({ kind }) => kind === 'FAMILY');
  const ownPerson = advocate === undefined ? family : undefined;
  return {
    ...row,
    duty: chance.pick(['ASSESSMENT', 'PLAN', 'REVIEW']),
    substantialDifficulty: 'true',
    appropriateIndividualId: ownPerson?.id ?? null,
    reason:
      ownPerson === undefined
        ? 'Weighing what is offered is hard without somebody beside them, and nobody of their own can come.'
        : 'Weighing what is offered is hard, and somebody of the family is there for it, as they wish.',
    advocateId: advocate?.id ?? null,
    decidedBy: by,
    decidedAt: at,
  };
}

function makeWish(subject: Subject): InvolvementWishRow {
  const { chance, person } = subject;
  const { at, by, row } = about(subject);
  const own = chance.happens(0.2);
  return {
    ...row,
    words: chance.pick(WISHES),
    writtenBy: own ? person.id : by,
    writtenByPerson: String(own),
    saidAt: at,
  };
}
