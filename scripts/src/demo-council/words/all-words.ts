import type { AreaWords } from './area-words.ts';
import { contributionToSociety } from './contribution-to-society.ts';
import { controlOverDayToDayLife } from './control-over-day-to-day-life.ts';
import { healthAndEmotionalWellbeing } from './health-and-emotional-wellbeing.ts';
import { personalDignity } from './personal-dignity.ts';
import { protectionFromAbuse } from './protection-from-abuse.ts';
import { relationships } from './relationships.ts';
import { socialAndEconomicWellbeing } from './social-and-economic-wellbeing.ts';
import { suitableAccommodation } from './suitable-accommodation.ts';
import { workEducationAndRecreation } from './work-education-and-recreation.ts';

/** The nine areas, in the order of the Care Act, each with how often a conversation is about it. */
export const AREAS: readonly (readonly [AreaWords, number])[] = [
  [personalDignity, 10],
  [healthAndEmotionalWellbeing, 15],
  [protectionFromAbuse, 8],
  [controlOverDayToDayLife, 18],
  [workEducationAndRecreation, 11],
  [socialAndEconomicWellbeing, 11],
  [relationships, 11],
  [suitableAccommodation, 10],
  [contributionToSociety, 8],
];
