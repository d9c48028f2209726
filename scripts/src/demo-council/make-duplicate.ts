import type { PersonRow } from './rows.ts';

/** Fewer people than this are known to everybody in the team, and nobody is registered twice. */
const PEOPLE_MIN = 50;

/**
 * In every council somebody was registered twice, with a slip in the name. The last of a team's
 * people is the second one's other record, for `duplicatesToLookAt` to find.
 */
export function withDuplicate(people: PersonRow[]): PersonRow[] {
  const [, original] = people;
  const last = people.at(-1);
  if (original === undefined || last === undefined || people.length < PEOPLE_MIN) {
    return people;
  }
  const { givenName, familyName, preferredName, dateOfBirth } = original;
  const other = { givenName, familyName: slip(familyName), preferredName, dateOfBirth };
  return [...people.slice(0, -1), { ...last, ...other }];
}

/** Two letters typed the other way round, or, in a short name, none. */
function slip(name: string): string {
  return name.length < 5
    ? name
    : `${name.slice(0, 2)}${name.charAt(3)}${name.charAt(2)}${name.slice(4)}`;
}
