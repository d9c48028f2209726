/**
 * Where two texts begin to differ, in words for a person; null when they are the same. One place is
 * enough: the whole difference is in `git diff` once the files are written anew.
 */
export function firstDifference(committed: string, generated: string): string | null {
  if (committed === generated) {
    return null;
  }
  const was = committed.split('\n');
  const is = generated.split('\n');
  const line = is.findIndex((text, index) => text !== was[index]);
  const at = line === -1 ? is.length : line;
  return `line ${String(at + 1)}:\n  - ${was[at] ?? '(nothing)'}\n  + ${is[at] ?? '(nothing)'}`;
}
