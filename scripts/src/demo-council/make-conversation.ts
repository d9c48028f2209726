import { ConversationLead } from '@connected-lives/practice/conversations/conversation-lead';
import { ConversationStage } from '@connected-lives/practice/conversations/conversation-stage';
import { SaidBy } from '@connected-lives/practice/said-by';
import { FIRST_DAY, TODAY } from './calendar.ts';
import type { Chance } from './chance.ts';
import { type OutcomeStory, makeOutcome } from './make-outcome.ts';
import type { PassageRow, PersonRow, PractitionerRow, StrengthRow } from './rows.ts';
import type { Tier } from './tiers.ts';
import type { Voice } from './voice.ts';
import type { AreaWords, Saying } from './words/area-words.ts';
import { AREAS } from './words/all-words.ts';

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

interface Setting {
  readonly chance: Chance;
  readonly tier: Tier;
  readonly person: PersonRow;
  readonly practitioner: PractitionerRow;
  readonly voice: Voice;
  /** Opened in the last weeks and not completed yet. */
  readonly underWay: boolean;
}

/** How many days a conversation of each stage goes on for. */
const DURATION = {
  [ConversationStage.CONNECT_AND_PREVENT]: [7, 50],
  [ConversationStage.CONNECT_AND_ENABLE]: [28, 130],
  [ConversationStage.CONNECT_AND_SUPPORT]: [45, 240],
} as const;

const DAY_MS = 86_400_000;

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

interface Told extends Setting {
  readonly belonging: Pick<PassageRow, 'conversationId' | 'personId' | 'teamId'>;
  /** What it is about: the main area first. */
  readonly areas: readonly AreaWords[];
  readonly openedAt: Date;
  /** When it was completed, or today. */
  readonly until: Date;
  readonly ledBy: ConversationLead;
}

function makePassages(told: Told): PassageRow[] {
  const { chance, tier, practitioner, voice, belonging, openedAt, until, ledBy } = told;
  const count = chance.between(2, Math.round(2 * tier.passagesPerConversation) - 2);
  const moments = Array.from({ length: count }, (_, i) =>
    i === 0 ? minutesAfter(openedAt, 20) : chance.momentBetween(openedAt, until),
  ).sort((a, b) => a.getTime() - b.getTime());
  const theirs = endless(told, ({ theirs }) => theirs);
  const ours = endless(told, ({ ours }) => ours);
  const close = endless(told, ({ close }) => close);
  const closeOne = { name: `${voice.kin} (${voice.relation})`, say: close };
  const speakers: Readonly<Record<Speaker, { name: string | null; say: () => string }>> = {
    [SaidBy.PERSON]: { name: null, say: theirs },
    [SaidBy.PRACTITIONER]: {
      name: practitioner.name,
      say: () => (chance.happens(0.4) ? `${ours()} ${ours()}` : ours()),
    },
    [SaidBy.FAMILY_OR_FRIEND]: closeOne,
    [SaidBy.CARER]: closeOne,
  };
  return moments.map((saidAt) => {
    const saidBy = voiceOf(chance, ledBy);
    const { name: saidByName, say } = speakers[saidBy];
    const id = chance.uuidAt(saidAt);
    return { id, ...belonging, saidBy, saidByName, words: voice.fill(say()), saidAt };
  });
}

type Speaker = SaidBy.PERSON | SaidBy.PRACTITIONER | SaidBy.FAMILY_OR_FRIEND | SaidBy.CARER;

/** Whoever leads says most. */
function voiceOf(chance: Chance, ledBy: ConversationLead): Speaker {
  const [person, practitioner] = {
    [ConversationLead.CITIZEN]: [6, 3],
    [ConversationLead.PROFESSIONAL]: [3, 6],
    [ConversationLead.TOGETHER]: [4, 4],
  }[ledBy] as [number, number];
  return chance.weighted<Speaker>([
    [SaidBy.PERSON, person],
    [SaidBy.PRACTITIONER, practitioner],
    [SaidBy.FAMILY_OR_FRIEND, 1],
    [SaidBy.CARER, 0.5],
  ]);
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

/** Sentences in a random order; the next round begins when all have been said. */
function endless(
  { chance, areas, voice }: Told,
  from: (words: AreaWords) => readonly Saying[],
): () => string {
  const all = areas.flatMap((words) => voice.sentences(from(words)));
  let round: string[] = [];
  return () => {
    if (round.length === 0) {
      round = chance.shuffled(all);
    }
    return round.pop() ?? '';
  };
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

function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

function soonest(a: Date, b: Date): Date {
  return a < b ? a : b;
}
