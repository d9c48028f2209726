import { TODAY } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { PersonRow } from './rows.ts';
import { FIRST_NAMES } from './words/names.ts';
import { PLACES, RELATIONS, TOWNS } from './words/places.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const everyName = FIRST_NAMES.flatMap(({ names }) => names);

/** What the sentences about one person have in common. */
export class Voice {
  /** Who is close to them, by first name and by what they are to each other. */
  readonly kin: string;
  readonly relation: string;
  readonly #slots: Readonly<Record<string, string>>;
  readonly #chance: Chance;

  constructor(chance: Chance, person: PersonRow) {
    const age = TODAY.getUTCFullYear() - Number(person.dateOfBirth.slice(0, 4));
    const relations = RELATIONS.filter(({ fromAge }) => fromAge <= age);
    this.kin = chance.pick(everyName);
    this.relation = chance.pick(relations).relation;
    this.#chance = chance;
    this.#slots = {
      first: person.preferredName ?? person.givenName,
      kin: this.kin,
      relation: this.relation,
      town: chance.pick(TOWNS[person.district]),
      place: chance.pick(PLACES),
    };
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
