import { Refusal } from '@connected-lives/kit/refusal';
import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';

/**
 * Ten digits with a check digit (NHS Data Dictionary): weights 10 to 2, modulus 11; a remainder
 * that asks for 10 is no NHS number at all.
 */
export function isNhsNumber(text: string): boolean {
  const digits = text.replaceAll(' ', '');
  if (!/^\d{10}$/.test(digits)) {
    return false;
  }
  return checkDigitOf(digits.slice(0, 9)) === Number(digits[9]);
}

/** The tenth digit for nine others, or null when there is none. */
export function checkDigitOf(nineDigits: string): number | null {
  const sum = Array.from(nineDigits).reduce(
    (total, digit, i) => total + Number(digit) * (10 - i),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 11 ? 0 : check === 10 ? null : check;
}

/** The ten digits without their spaces, or a refusal (BAD_USER_INPUT). */
export function requireNhsNumber(text: string): string {
  if (!isNhsNumber(text)) {
    throw new Refusal(
      'BAD_USER_INPUT',
      'This is not an NHS number: it has ten digits, and the last one is a check digit.',
      { fields: ['nhsNumber'] },
    );
  }
  return text.replaceAll(' ', '');
}

/**
 * Two records with one NHS number are one person, or one of the numbers is wrong. Whose the other
 * record is nobody is told: it may be out of reach.
 */
export function takenNhsNumberRefused(fault: unknown): never {
  if (fault instanceof UniqueConstraintViolationException) {
    throw new Refusal(
      'NHS_NUMBER_TAKEN',
      'Another record has this NHS number already. Look whether it is the same person.',
    );
  }
  throw fault;
}
