/** What `compare_people` says of two records, in plain words. */
const WORDS: Readonly<Record<string, string>> = {
  GIVEN_NAME_SAME: 'The given name is the same.',
  GIVEN_NAME_ALIKE: 'The given names are written or sound alike.',
  GIVEN_NAME_DIFFERS: 'The given names differ.',
  FAMILY_NAME_SAME: 'The family name is the same.',
  FAMILY_NAME_ALIKE: 'The family names are written or sound alike, or have a part in common.',
  FAMILY_NAME_DIFFERS: 'The family names differ.',
  NAMES_SWAPPED: 'Given name and family name are the other way round.',
  BIRTH_DATE_SAME: 'The date of birth is the same.',
  BIRTH_DAY_AND_MONTH_SWAPPED: 'Day and month of birth are the other way round.',
  BIRTH_DATE_ONE_DIGIT_APART: 'The dates of birth differ in one digit.',
  BIRTH_DATE_DIFFERS: 'The dates of birth differ.',
  BIRTH_DATE_UNKNOWN: 'A date of birth is not known.',
  POSTCODE_SAME: 'The postcode is the same.',
  NHS_NUMBER_TWO_DIGITS_APART: 'The NHS numbers differ in two digits at most.',
  NHS_NUMBER_DIFFERS: 'The NHS numbers differ.',
};

export function inPlainWords(reason: string): string {
  const words = WORDS[reason];
  if (words === undefined) {
    throw new Error(`There are no plain words for ${reason}.`);
  }
  return words;
}
