import { TODAY } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { PersonRow } from './rows.ts';
import type { ForAges, Saying } from './words/area-words.ts';
import { FIRST_NAMES } from './words/names.ts';
import { PLACES, RELATIONS, TOWNS } from './words/places.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const everyName = FIRST_NAMES.flatMap(({ names }) => names);

/** What the sentences about one person have in common. */
export class Voice {
  /** Who is close to them, by first name and by what they are to each other. */
  readonly kin: string;
  readonly relation: string;
  readonly #age: number;
  readonly #slots: Readonly<Record<string, string>>;
  readonly #chance: Chance;

  constructor(chance: Chance, person: PersonRow) {
    this.#age = TODAY.getUTCFullYear() - 1 - Number(person.dateOfBirth.slice(0, 4));
    this.kin = chance.pick(everyName);
    this.relation = chance.pick(this.fitting(RELATIONS)).relation;
    this.#chance = chance;
    this.#slots = {
      first: person.preferredName ?? person.givenName,
      kin: this.kin,
      relation: this.relation,
      town: chance.pick(TOWNS[person.district]),
      place: chance.pick(PLACES),
    };
  }

  /** Those of some things to say or do that suit somebody of this age. */
  fitting<T extends ForAges>(from: readonly T[]): T[] {
    return from.filter(
      ({ fromAge = 0, toAge = Infinity }) => fromAge <= this.#age && this.#age <= toAge,
    );
  }

  sentences(from: readonly Saying[]): string[] {
    return this.fitting(
      from.map((saying) => (typeof saying === 'string' ? { words: saying } : saying)),
    ).map(({ words }) => words);
  }

  /** Fills in the words in braces. */
  fill(words: string): string {
    return words.replace(/\{(\w+)\}/g, (_, slot: string) =>
      slot === 'day' ? this.#chance.pick(DAYS) : this.#slotFor(slot),
    );
  }

  #slotFor(slot: string): string {
    const value = this.#slots[slot];
    if (value === undefined) {
      throw new Error(`The sentences know no {${slot}}.`);
    }
    return value;
  }
}
