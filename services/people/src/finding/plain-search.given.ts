/** A person as a search sees them, read under the viewer's own policy. */
export interface Named {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName: string | null;
  readonly dateOfBirth: string | null;
}

/**
 * What `find_people` has to answer, worked out by looking at one person after the other: 0 when every
 * word of the search is a word of a name, 1 when every word begins one, 2 when every word begins one
 * or is one letter away from one; null for somebody who does not match.
 */
export function plainRank(words: readonly string[], person: Named): number | null {
  const own = wordsOf(person);
  const begins = (word: string): boolean => own.some((name) => name.startsWith(word));
  if (words.every((word) => own.includes(word))) {
    return 0;
  }
  if (words.every(begins)) {
    return 1;
  }
  const isClose = (word: string): boolean =>
    begins(word) || (word.length >= 3 && own.some((name) => isOneLetterAway(word, name)));
  return words.every(isClose) ? 2 : null;
}

function wordsOf({ givenName, familyName, preferredName }: Named): string[] {
  const family = joined(familyName);
  const rest = family.flatMap(
    (word) => /^(?:o(?=[bcdfghklmnrst])|d(?=[bcfglmns])|mac|mc)(.{3,})$/.exec(word)?.[1] ?? [],
  );
  return [...joined(givenName), ...family, ...rest, ...joined(preferredName ?? '')];
}

function joined(name: string): string[] {
  const parts = plain(name).match(/[a-z0-9]+/g) ?? [];
  const pairs = parts.slice(1).map((part, i) => `${parts[i] ?? ''}${part}`);
  return [...parts, ...pairs, parts.join('')].filter((word) => word !== '');
}

export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae');
}

/** Damerau's four slips: one letter wrong, missing or too many, or two neighbours swapped. */
function isOneLetterAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || one === other) {
    return false;
  }
  const at = Array.from(one).findIndex((letter, i) => letter !== other[i]);
  const from = at === -1 ? one.length : at;
  const rest = (text: string, skipped: number): string => text.slice(from + skipped);
  return (
    rest(one, 1) === rest(other, 1) ||
    rest(one, 1) === rest(other, 0) ||
    rest(one, 0) === rest(other, 1) ||
    (one[from] === other[from + 1] &&
      one[from + 1] === other[from] &&
      rest(one, 2) === rest(other, 2))
  );
}
