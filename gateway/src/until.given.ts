/** Much longer than anything takes, for a machine that is busy with other tests. */
const GIVE_UP_AFTER_MS = 20_000;

/** Waits until something is so, and gives up after twenty seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) {
      throw new Error(`It did not happen: ${condition.toString()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
