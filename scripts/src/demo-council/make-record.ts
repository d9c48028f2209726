import { AboutMeHeading } from '@connected-lives/people/about-me/about-me-heading';
import { FIRST_DAY, TODAY, dayOf } from './calendar.ts';
import type { Chance } from './chance.ts';
import { makeAddresses } from './make-addresses.ts';
import { makeCodes } from './make-codes.ts';
import type {
  AboutMeRow,
  ContactWayRow,
  CorrectionRequestRow,
  PersonDetailsRow,
  RecordRows,
} from './record-rows.ts';
import type { PersonRow } from './rows.ts';
import type { PlannedTeam } from './tiers.ts';
import { Voice } from './voice.ts';
import { ABOUT_ME_WORDS, CORRECTIONS } from './words/about-me.ts';
import type { PractitionerRow } from './workforce-rows.ts';

const HEADINGS = Object.values(AboutMeHeading);

/** What is kept of a team's people besides who they are. Not of everybody: nobody has to say it. */
export function makeRecords(
  chance: Chance,
  team: PlannedTeam,
  people: readonly PersonRow[],
  workers: readonly PractitionerRow[],
): RecordRows {
  return {
    personDetails: people
      .filter(() => chance.happens(0.8))
      .map((person) => makeDetails(chance, team, person)),
    ...makeAddresses(chance, team, people, workers),
    contactWays: people.flatMap((person) => makeContactWays(chance, person)),
    aboutMe: people
      .filter((_, number) => number === 0 || chance.happens(0.6))
      .flatMap((person) => makeAboutMe(chance, person, workers)),
    correctionRequests: people
      .filter((_, number) => number === 0 || chance.happens(0.01))
      .map((person) => makeCorrection(chance, person, workers)),
  };
}

function makeDetails(chance: Chance, team: PlannedTeam, person: PersonRow): PersonDetailsRow {
  const [needs = ''] = person.communicationNeeds;
  const changedAt = chance.momentBetween(person.createdAt, TODAY);
  const interpreter = /interpreter$/.exec(needs) !== null;
  const isSigned = needs.startsWith('British Sign');
  return {
    id: chance.uuidAt(changedAt),
    personId: person.id,
    teamId: person.teamId,
    pronouns: chance.happens(0.1) ? chance.pick(['she/her', 'he/him', 'they/them']) : null,
    gpPracticeCode: `E82${String(chance.between(1, 130)).padStart(3, '0')}`,
    firstLanguage: interpreter
      ? isSigned
        ? 'British Sign Language'
        : (needs.split(' ')[0] ?? null)
      : 'English',
    interpreter: interpreter
      ? isSigned
        ? 'BRITISH_SIGN_LANGUAGE'
        : 'SPOKEN_LANGUAGE'
      : 'NOT_NEEDED',
    informationFormats: /print|read/.test(needs) ? [needs] : [],
    contactMethods: needs.includes('rather than') ? [needs] : [],
    communicationSupport: /loop|slowly/.test(needs) ? [needs] : [],
    communicationProfessionals: interpreter ? [needs] : [],
    ...makeCodes(chance, team, person),
    changedAt,
  };
}

/** Numbers from the ranges that are kept for drama, and addresses of a domain that is nobody's. */
function makeContactWays(chance: Chance, person: PersonRow): ContactWayRow[] {
  const number = String(chance.between(0, 999)).padStart(3, '0');
  const mail = `${person.givenName}.${person.familyName}.${number}`.toLowerCase();
  const ways = [
    chance.happens(0.6)
      ? { kind: 'PHONE', value: `01632 960 ${number}` }
      : { kind: 'MOBILE', value: `07700 900 ${number}` },
    ...(chance.happens(0.3) ? [{ kind: 'LETTER', value: null }] : []),
    ...(chance.happens(0.2)
      ? [{ kind: 'EMAIL', value: `${mail.replaceAll(/[^a-z0-9.]/g, '')}@example.org` }]
      : []),
  ];
  return ways.map((way, i) => ({
    id: chance.uuidAt(person.createdAt),
    personId: person.id,
    teamId: person.teamId,
    ...way,
    safeToLeaveMessage: way.kind === 'LETTER' ? null : chance.pick(['true', 'true', 'false', null]),
    preferred: String(i === 0),
    words:
      way.kind === 'PHONE' && chance.happens(0.1)
        ? 'Let it ring: it takes a while to get there.'
        : null,
    fromAt: person.createdAt,
    untilAt: null,
  }));
}

function makeAboutMe(
  chance: Chance,
  person: PersonRow,
  workers: readonly PractitionerRow[],
): AboutMeRow[] {
  const voice = new Voice(chance, person);
  const writtenAt = chance.momentBetween(FIRST_DAY, TODAY);
  const practitionerId = chance.happens(0.7) ? chance.pick(workers).id : null;
  return chance
    .shuffled(HEADINGS)
    .slice(0, chance.between(2, HEADINGS.length))
    .map((heading) => ({
      id: chance.uuidAt(writtenAt),
      personId: person.id,
      teamId: person.teamId,
      heading,
      words: voice.fill(chance.pick(voice.sentences(ABOUT_ME_WORDS[heading]))),
      practitionerId,
      writtenAt,
    }));
}

function makeCorrection(
  chance: Chance,
  person: PersonRow,
  workers: readonly PractitionerRow[],
): CorrectionRequestRow {
  const askedAt = chance.momentBetween(FIRST_DAY, TODAY);
  const state = chance.pick(['ASKED', 'MADE', 'NOT_MADE']);
  return {
    id: chance.uuidAt(askedAt),
    personId: person.id,
    teamId: person.teamId,
    field: 'SOMETHING_ELSE',
    saysNow: `What was written on ${dayOf(askedAt)}`,
    shouldSay: chance.pick(CORRECTIONS.shouldSay),
    reason: null,
    askedAt,
    state,
    answerWords: state === 'NOT_MADE' ? CORRECTIONS.notMade : null,
    answeredBy: state === 'ASKED' ? null : chance.pick(workers).id,
    answeredAt: state === 'ASKED' ? null : chance.momentBetween(askedAt, TODAY),
  };
}
