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
  return new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
}

/** Today's financial year, which begins on 1 April: 2026-27. */
export function financialYear(): string {
  const [year, month] = today().split('-').map(Number) as [number, number];
  const first = month >= 4 ? year : year - 1;
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
}
