import type { CellSpend } from './spend-by-cell.loaders.ts';

/** To the nearest penny, a half upwards. Null when nothing was achieved or nobody may know. */
export function costPerAchievedOutcome(
  { committedPence }: Pick<CellSpend, 'committedPence'>,
  outcomesAchieved: number | null,
): number | null {
  return committedPence === null || outcomesAchieved === null || outcomesAchieved === 0
    ? null
    : Math.round(committedPence / outcomesAchieved);
}
