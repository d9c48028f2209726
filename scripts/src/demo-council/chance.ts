import { Faker, base, en, en_GB, generateMersenne53Randomizer } from '@faker-js/faker';
import { DAY_MS } from './calendar.ts';

/**
 * Everything that a made-up council leaves to chance, drawn from one seed: the same seed gives the
 * same council on every machine, on every day.
 */
export class Chance {
  readonly #faker: Faker;
  readonly #next: () => number;

  constructor(seed: readonly number[]) {
    const randomizer = generateMersenne53Randomizer();
    randomizer.seed([...seed]);
    this.#faker = new Faker({ locale: [en_GB, en, base], randomizer });
    this.#next = () => randomizer.next();
  }

  happens(likelihood: number): boolean {
    return this.#next() < likelihood;
  }

  /** A whole number, both ends included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.#next() * (to - from + 1));
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.#next() * from.length)];
    if (picked === undefined) {
      throw new Error('There is nothing to pick from.');
    }
    return picked;
  }

  /** One of several, each with its weight. */
  weighted<T>(from: readonly (readonly [T, number])[]): T {
    return this.#faker.helpers.weightedArrayElement(
      from.map(([value, weight]) => ({ value, weight })),
    );
  }

  shuffled<T>(from: readonly T[]): T[] {
    return this.#faker.helpers.shuffle(from);
  }

  /** An instant between two others. */
  momentBetween(from: Date, to: Date): Date {
    return new Date(from.getTime() + Math.floor(this.#next() * (to.getTime() - from.getTime())));
  }

  /** Some days later, in working hours of a weekday; never after `latest`. */
  workingMomentAfter(from: Date, days: number, latest: Date): Date {
    const day = new Date(from.getTime() + days * DAY_MS);
    const weekend = [1, 0, 0, 0, 0, 0, 2][day.getUTCDay()] ?? 0;
    const midnight = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + weekend);
    const moment = midnight + this.between(9 * 3_600_000, 17 * 3_600_000);
    return moment > from.getTime() && moment < latest.getTime()
      ? new Date(moment)
      : this.momentBetween(from, latest);
  }

  /** A UUID of version 7: the instant, and 74 bits of chance. */
  uuidAt(at: Date): string {
    const time = at.getTime().toString(16).padStart(12, '0');
    const a = 0x7000 + this.#bits(12);
    const b = 0x8000 + this.#bits(14);
    return [
      time.slice(0, 8),
      time.slice(8),
      a.toString(16),
      b.toString(16),
      this.#bits(24).toString(16).padStart(6, '0') + this.#bits(24).toString(16).padStart(6, '0'),
    ].join('-');
  }

  #bits(howMany: number): number {
    return Math.floor(this.#next() * 2 ** howMany);
  }
}
