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
