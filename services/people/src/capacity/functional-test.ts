import { Refusal } from '@connected-lives/kit/refusal';
import { CapacityConclusion } from './capacity-decision.entity.ts';

/** The four abilities of the Mental Capacity Act 2005, s3(1). Null where one was not tested. */
export interface FunctionalTest {
  readonly understands?: boolean | null;
  readonly retains?: boolean | null;
  readonly weighs?: boolean | null;
  readonly communicates?: boolean | null;
}

/**
 * A person lacks capacity for a matter when an impairment of the mind or brain makes them unable to
 * do at least one of the four (s2(1), s3(1)), and not otherwise. An unwise decision is none of them
 * (s1(4)).
 */
export function requireConclusionFollows(
  { understands, retains, weighs, communicates }: FunctionalTest,
  impairment: string | null,
  conclusion: CapacityConclusion,
): void {
  const unable = [understands, retains, weighs, communicates].includes(false);
  if (conclusion === CapacityConclusion.HAS_CAPACITY) {
    if (unable) {
      throw new Refusal(
        'CONCLUSION_DOES_NOT_FOLLOW',
        'Somebody who has capacity understands, retains, weighs and communicates.',
      );
    }
    return;
  }
  if (!unable || impairment === null) {
    throw new Refusal(
      'CONCLUSION_DOES_NOT_FOLLOW',
      'To lack capacity is to be unable to do at least one of the four, because of an impairment. Capacity is presumed.',
    );
  }
}

/** Words for everything at once, which is what nobody may be found to lack capacity for. */
const BLANKET =
  /^\W*(all|any|every|everything|anything|general(ly)?|overall|global|capacity|mental capacity|lacks? capacity|decisions?|all (of )?(his|her|their) .*|(all|any|every)\b.*\b(decisions?|matters?|things?))\W*$/i;

/** Capacity is about one decision: s2(1) says "in relation to a matter". */
export function requireOneMatter(matter: string): void {
  if (BLANKET.test(matter)) {
    throw new Refusal(
      'NOT_ONE_MATTER',
      'Name one decision that has to be made, such as “where to live after hospital”.',
    );
  }
}
