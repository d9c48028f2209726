import { checkDigitOf } from '@connected-lives/people/people/nhs-number';

/** Coprime with a million, so that its multiples visit every number below it once. */
const STRIDE = 618_033;

/**
 * NHS numbers of nobody: 999 begins a range that is never issued. Each comes once, with the right
 * check digit, and the order looks like none. There are some 909,000. Whoever begins at another
 * of the million turns gets others.
 */
export function* neverIssuedNhsNumbers(firstTurn = 0): Generator<string, never> {
  for (let turn = firstTurn; turn < 1_000_000; turn += 1) {
    const nine = `999${String((turn * STRIDE + 271_828) % 1_000_000).padStart(6, '0')}`;
    const check = checkDigitOf(nine);
    if (check !== null) {
      yield `${nine}${String(check)}`;
    }
  }
  throw new Error('All never-issued NHS numbers are taken.');
}
