import { ConversationLead } from '@connected-lives/practice/conversations/conversation-lead';
import { ConversationStage } from '@connected-lives/practice/conversations/conversation-stage';
import { SaidBy } from '@connected-lives/practice/said-by';
import { DAY_MS, FIRST_DAY, TODAY, minutesAfter, soonest } from './calendar.ts';
import type { Chance } from './chance.ts';
import { type OutcomeStory, makeOutcome } from './make-outcome.ts';
import type { PassageRow, PersonRow, StrengthRow } from './rows.ts';
import { type Setting, type Told, makePassages } from './make-passages.ts';
import type { AreaWords } from './words/area-words.ts';
import { AREAS } from './words/all-words.ts';
import type { PractitionerRow } from './workforce-rows.ts';

/** A conversation and all in it, before any money. */
export interface ConversationStory {
  readonly id: string;
  readonly person: PersonRow;
  readonly practitioner: PractitionerRow;
  readonly purpose: string;
  readonly stage: ConversationStage;
  readonly ledBy: ConversationLead;
  readonly openedAt: Date;
  readonly completedAt: Date | null;
  readonly passages: readonly PassageRow[];
  readonly strengths: readonly StrengthRow[];
  readonly outcomes: readonly OutcomeStory[];
}

/** How many days a conversation of each stage goes on for. */
const DURATION = {
  [ConversationStage.CONNECT_AND_PREVENT]: [7, 50],
  [ConversationStage.CONNECT_AND_ENABLE]: [28, 130],
  [ConversationStage.CONNECT_AND_SUPPORT]: [45, 240],
} as const;

/** From the first day to yesterday. */
const WORKED_DAYS = Math.floor((TODAY.getTime() - FIRST_DAY.getTime()) / DAY_MS) - 1;

export function makeConversation(setting: Setting): ConversationStory {
  const { chance, person, practitioner, voice, underWay } = setting;
  const stage = underWay ? ConversationStage.CONNECT_AND_ENABLE : stageOf(chance);
  const openedAt = underWay
    ? chance.workingMomentAfter(daysBefore(24), chance.between(1, 12), TODAY)
    : chance.workingMomentAfter(FIRST_DAY, chance.between(1, WORKED_DAYS), TODAY);
  const completedAt = completionOf(chance, stage, openedAt);
  const until = completedAt ?? TODAY;
  const areas = areasOf(chance);
  const belonging = {
    conversationId: chance.uuidAt(openedAt),
    personId: person.id,
    teamId: person.teamId,
  };
  const ledBy = leadOf(chance);
  const told = { ...setting, belonging, areas, openedAt, until, ledBy };
  return {
    id: belonging.conversationId,
    person,
    practitioner,
    purpose: voice.fill(chance.pick(voice.sentences(mainOf(areas).purposes))),
    stage,
    ledBy,
    openedAt,
    completedAt,
    passages: makePassages(told),
    strengths: makeStrengths(told),
    outcomes: makeOutcomes(told),
  };
}

function makeStrengths({ chance, voice, belonging, areas, openedAt, until }: Told): StrengthRow[] {
  return chance
    .shuffled(areas.flatMap(({ strengths }) => voice.sentences(strengths)))
    .slice(0, chance.between(1, 3))
    .map((words, i) => {
      const notedAt = soonest(minutesAfter(openedAt, 15 * (i + 1)), until);
      const saidBy = chance.pick([SaidBy.PERSON, SaidBy.PRACTITIONER, SaidBy.FAMILY_OR_FRIEND]);
      return {
        id: chance.uuidAt(notedAt),
        ...belonging,
        saidBy,
        words: voice.fill(words),
        notedAt,
      };
    });
}

function makeOutcomes(told: Told): OutcomeStory[] {
  const { chance, tier, person, practitioner, voice, belonging, openedAt, until } = told;
  const wanted = chance.weighted([
    [0, 1],
    [1, 3],
    [2, 5],
    [3, 3],
  ]);
  return wishesOf(told, wanted).map(([area, words], i) => {
    const later = chance.workingMomentAfter(openedAt, chance.between(3, 20), until);
    return makeOutcome({
      chance,
      tier,
      person,
      practitioner,
      voice,
      conversationId: belonging.conversationId,
      area,
      words,
      agreedAt: i === 0 ? soonest(minutesAfter(openedAt, chance.between(30, 90)), until) : later,
    });
  });
}

/** Different ones, from each area in turn. */
function wishesOf({ chance, areas, voice }: Told, howMany: number) {
  const wishes = areas.map(({ area, outcomes }) =>
    chance.shuffled(voice.fitting(outcomes)).map((words) => [area, words] as const),
  );
  const inTurn = [0, 1, 2].flatMap((turn) =>
    wishes.flatMap((ofArea) => ofArea.slice(turn, turn + 1)),
  );
  return inTurn.slice(0, howMany);
}

function stageOf(chance: Chance): ConversationStage {
  return chance.weighted([
    [ConversationStage.CONNECT_AND_PREVENT, 40],
    [ConversationStage.CONNECT_AND_ENABLE, 35],
    [ConversationStage.CONNECT_AND_SUPPORT, 25],
  ]);
}

function leadOf(chance: Chance): ConversationLead {
  return chance.weighted([
    [ConversationLead.TOGETHER, 5],
    [ConversationLead.CITIZEN, 3],
    [ConversationLead.PROFESSIONAL, 2],
  ]);
}

/** One to three areas, without repeating one. */
function areasOf(chance: Chance): AreaWords[] {
  const count = chance.weighted([
    [1, 4],
    [2, 4],
    [3, 2],
  ]);
  const areas = new Set<AreaWords>();
  while (areas.size < count) {
    areas.add(chance.weighted(AREAS));
  }
  return [...areas];
}

/** Null while it goes on, or when it went on for longer than most. */
function completionOf(chance: Chance, stage: ConversationStage, openedAt: Date): Date | null {
  const [shortest, longest] = DURATION[stage];
  const days = chance.between(shortest, longest);
  const ends = new Date(openedAt.getTime() + days * DAY_MS);
  return ends < daysBefore(2) && chance.happens(0.96)
    ? chance.workingMomentAfter(openedAt, days, TODAY)
    : null;
}

function mainOf(areas: readonly AreaWords[]): AreaWords {
  const [main] = areas;
  if (main === undefined) {
    throw new Error('A conversation is about something.');
  }
  return main;
}

function daysBefore(days: number): Date {
  return new Date(TODAY.getTime() - days * DAY_MS);
}
