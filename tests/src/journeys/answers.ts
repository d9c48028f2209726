import type { Answer } from '../test-council.ts';

/** The value at a path of an answer; throws where there is none, or an error. */
export function at(answer: Answer, path: string): unknown {
  if (answer.errors !== undefined) {
    throw new Error(JSON.stringify(answer.errors));
  }
  return path.split('.').reduce<unknown>((value, key) => {
    if (value === null || value === undefined) {
      throw new Error(`There is nothing at ${path}: ${JSON.stringify(answer)}`);
    }
    return (value as Record<string, unknown>)[key];
  }, answer.data);
}

/** Today in London, as days in the graph are written. */
export function today(): string {
  return inDays(0);
}

/** So many days on, for what must not end while a test runs into midnight. */
export function inDays(days: number): string {
  const at = new Date(Date.now() + days * 86_400_000);
  return at.toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
}

/** Today's financial year, which begins on 1 April: 2026-27. */
export function financialYear(): string {
  const [year, month] = today().split('-').map(Number) as [number, number];
  const first = month >= 4 ? year : year - 1;
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
}

/** Much longer than it takes, for a machine that is busy with other tests. */
const EVENTUALLY_MS = 20_000;

/** What `work` answers as soon as it does not throw: another service has to hear of it first. */
export async function eventually<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + EVENTUALLY_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > giveUpAt) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
