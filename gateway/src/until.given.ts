const GIVE_UP_AFTER_MS = 5_000;

/** Waits until something is so, and no longer than five seconds. */
export async function until(condition: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  while (!condition()) {
    if (performance.now() > giveUpAt) {
      throw new Error(`It did not happen: ${condition.toString()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
