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
  readonly purposes: readonly string[];
  /** What the person brings: gifts, skills, people and places, before anything that is hard. */
  readonly strengths: readonly string[];
  readonly outcomes: readonly OutcomeWords[];
  /** Said by the person. */
  readonly theirs: readonly string[];
  /** Said by someone close to them. */
  readonly close: readonly string[];
  /** Seen and thought by the practitioner. */
  readonly ours: readonly string[];
  /** How it is going, on the way. */
  readonly steps: readonly string[];
  /** How it went, when the person says they are there. */
  readonly reached: readonly string[];
  readonly spending: readonly SpendingWords[];
}

/** An outcome in the person's own words, and how person and practitioner go about it. */
export interface OutcomeWords {
  readonly wish: string;
  readonly approach: string;
}

/** Something a practitioner might pay for from their own budget, and why they believe in it. */
export interface SpendingWords {
  readonly what: string;
  readonly rationale: string;
  readonly fromPounds: number;
  readonly toPounds: number;
}
