/** To the nearest penny, a half upwards. Null when nothing was achieved or nobody may know. */
export function costPerAchievedOutcome(
  spend: { readonly committedPence: number },
  outcomesAchieved: number | null,
): number | null {
  return outcomesAchieved === null || outcomesAchieved === 0
    ? null
    : Math.round(spend.committedPence / outcomesAchieved);
}
