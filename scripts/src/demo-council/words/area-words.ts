import type { WellbeingArea } from '@connected-lives/kit/wellbeing-area';

/**
 * What might be said and done in one area of wellbeing. Every sentence is made up, and so is
 * everybody in them. Words in braces are filled in for each person: `{first}` (what they like to be
 * called), `{kin}` (the first name of someone close) and `{relation}` (what that person is to them),
 * `{town}`, `{place}` (somewhere people meet) and `{day}`.
 */
export interface AreaWords {
  readonly area: WellbeingArea;
  /** Why we are working together: the first thing a conversation says. */
  readonly purposes: readonly Saying[];
  /** What the person brings: gifts, skills, people and places, before anything that is hard. */
  readonly strengths: readonly Saying[];
  readonly outcomes: readonly OutcomeWords[];
  /** Said by the person. */
  readonly theirs: readonly Saying[];
  /** Said by someone close to them. */
  readonly close: readonly Saying[];
  /** Seen and thought by the practitioner. */
  readonly ours: readonly Saying[];
}

/** A sentence that anybody may say, or only somebody of an age for it. */
export type Saying = string | ({ readonly words: string } & ForAges);

/** Both ends included. */
export interface ForAges {
  readonly fromAge?: number;
  readonly toAge?: number;
}

export function fromAge(age: number, words: string): Saying {
  return { words, fromAge: age };
}

export function toAge(age: number, words: string): Saying {
  return { words, toAge: age };
}

/** An outcome in the person's own words, how both go about it, and how it sounds when it is reached. */
export interface OutcomeWords extends ForAges {
  readonly wish: string;
  readonly approach: string;
  readonly reached: string;
  /** How it is going, on the way. */
  readonly onTheWay: readonly string[];
  /** What might be paid for. Much of what helps costs nothing. */
  readonly spending: readonly SpendingWords[];
}

/** Something a practitioner might pay for from their own budget, and why they believe in it. */
export interface SpendingWords {
  readonly what: string;
  readonly rationale: string;
  readonly fromPounds: number;
  readonly toPounds: number;
}
