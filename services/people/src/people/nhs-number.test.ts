import { describe, expect, it } from '@jest/globals';
import { checkDigitOf, isNhsNumber } from './nhs-number.ts';

describe('an NHS number', () => {
  it.each(['9434765919', '943 476 5919', '9990000018'])('is %s', (text) => {
    expect(isNhsNumber(text)).toBe(true);
  });

  it.each(['9434765918', '943476591', '94347659190', 'ninety-nine', ''])('is not "%s"', (text) => {
    expect(isNhsNumber(text)).toBe(false);
  });

  it('has a check digit from 0 to 9, and none where modulus 11 asks for 10', () => {
    const digits = Array.from({ length: 200 }, (_, n) => checkDigitOf(String(999_000_000 + n)));

    expect(digits).toContain(null);
    expect(digits).toContain(0);
    expect(digits.every((digit) => digit === null || (digit >= 0 && digit <= 9))).toBe(true);
  });
});
