import type { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { Reached } from '@connected-lives/practice/outcomes/reached';
import { DAY_MS, TODAY, minutesAfter, soonest } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { OutcomeRow, PersonRow, ProgressRow } from './rows.ts';
import type { Tier } from './tiers.ts';
import type { Voice } from './voice.ts';
import type { OutcomeWords, SpendingWords } from './words/area-words.ts';
import { STEPS } from './words/steps.ts';
import type { PractitionerRow } from './workforce-rows.ts';

/** An outcome, how it went, and what the practitioner would like to pay for towards it. */
export interface OutcomeStory {
  readonly outcome: OutcomeRow;
  readonly progress: readonly ProgressRow[];
  readonly wishes: readonly SpendingWish[];
}

/** Something to commit money for, if there is enough in the budget at that moment. */
export interface SpendingWish {
  readonly outcome: OutcomeRow;
  readonly amountPence: number;
  readonly what: string;
  readonly rationale: string;
  readonly at: Date;
}

interface Setting {
  readonly chance: Chance;
  readonly tier: Tier;
  readonly person: PersonRow;
  readonly practitioner: PractitionerRow;
  readonly voice: Voice;
  readonly conversationId: string;
  readonly area: WellbeingArea;
  readonly words: OutcomeWords;
  readonly agreedAt: Date;
}

/** Of the outcomes that were worked on for long enough, how many are reached in the end. */
const REACHED_IN_THE_END = 0.66;

export function makeOutcome(setting: Setting): OutcomeStory {
  const { chance, person, practitioner, voice, conversationId, area, words, agreedAt } = setting;
  const id = chance.uuidAt(agreedAt);
  const progress = makeProgress(setting, id);
  const achievedAt = progress.find(({ reached }) => reached === Reached.FULLY)?.recordedAt ?? null;
  const outcome: OutcomeRow = {
    id,
    conversationId,
    personId: person.id,
    teamId: person.teamId,
    district: person.district,
    practitionerId: practitioner.id,
    ownWords: voice.fill(words.wish),
    wellbeingArea: area,
    howWeWillWorkTowardsIt: voice.fill(words.approach),
    agreedAt,
    achievedAt,
    version: achievedAt === null ? 1 : 2,
  };
  return { outcome, progress, wishes: makeWishes(setting, outcome) };
}

/** Some weeks apart. Life goes on, so also after the conversation is completed. */
function makeProgress(
  { chance, person, voice, words, agreedAt }: Setting,
  outcomeId: string,
): ProgressRow[] {
  const moments = momentsAfter(chance, agreedAt, chance.between(1, 5));
  const reachedInTheEnd = moments.length > 1 && chance.happens(REACHED_IN_THE_END);
  const steps = [...words.onTheWay, ...chance.shuffled(STEPS)];
  let satisfaction = chance.between(2, 6);
  return moments.map((recordedAt, i) => {
    const last = i === moments.length - 1;
    const reached =
      last && reachedInTheEnd ? Reached.FULLY : i === 0 ? Reached.NOT_YET : Reached.PARTLY;
    satisfaction = Math.min(10, Math.max(0, satisfaction + chance.pick([-1, 0, 1, 1, 2])));
    return {
      id: chance.uuidAt(recordedAt),
      outcomeId,
      personId: person.id,
      teamId: person.teamId,
      words: voice.fill(reached === Reached.FULLY ? words.reached : (steps[i] ?? '')),
      reached,
      satisfaction: chance.happens(0.8) ? satisfaction : null,
      recordedAt,
    };
  });
}

function momentsAfter(chance: Chance, from: Date, atMost: number): Date[] {
  const moments: Date[] = [];
  let at = from;
  while (moments.length < atMost) {
    const days = chance.between(9, 40);
    if (at.getTime() + (days + 2) * DAY_MS >= TODAY.getTime()) {
      break;
    }
    at = chance.workingMomentAfter(at, days, TODAY);
    moments.push(at);
  }
  return moments;
}

/** Often within the hour, because a practitioner can decide while they still sit together. */
function makeWishes({ chance, tier, voice, words }: Setting, outcome: OutcomeRow): SpendingWish[] {
  const wishes: SpendingWish[] = [];
  const things = chance.shuffled(words.spending);
  const most = things.length * tier.timesEachThing;
  while (wishes.length < most && chance.happens(tier.likelihoodOfSpending)) {
    const { what, rationale, fromPounds, toPounds } = thingAt(things, wishes.length);
    wishes.push({
      outcome,
      amountPence: chance.between(fromPounds * 2, toPounds * 2) * 50,
      what: voice.fill(what),
      rationale: voice.fill(rationale),
      at: chance.happens(0.6)
        ? chance.momentBetween(outcome.agreedAt, soonest(minutesAfter(outcome.agreedAt, 60), TODAY))
        : chance.workingMomentAfter(outcome.agreedAt, chance.between(1, 60), TODAY),
    });
  }
  return wishes;
}

/** When all have had their turn, it begins again. */
function thingAt(things: readonly SpendingWords[], turn: number): SpendingWords {
  const thing = things[turn % things.length];
  if (thing === undefined) {
    throw new Error('There is nothing to pay for.');
  }
  return thing;
}
