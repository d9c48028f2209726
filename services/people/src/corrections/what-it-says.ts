import type { Transaction } from '@connected-lives/kit/transaction';
import { AddressKind } from '../addresses/address-kind.ts';
import { isProtected } from '../addresses/protection.ts';
import type { PeopleTables } from '../tables.ts';
import { CorrectableField } from './correctable-field.ts';

const OF_PERSON = {
  [CorrectableField.GIVEN_NAME]: 'givenName',
  [CorrectableField.FAMILY_NAME]: 'familyName',
  [CorrectableField.PREFERRED_NAME]: 'preferredName',
  [CorrectableField.DATE_OF_BIRTH]: 'dateOfBirth',
  [CorrectableField.NHS_NUMBER]: 'nhsNumber',
} as const;

const OF_DETAILS = {
  [CorrectableField.PRONOUNS]: 'pronouns',
  [CorrectableField.GP_PRACTICE_CODE]: 'gpPracticeCode',
  [CorrectableField.FIRST_LANGUAGE]: 'firstLanguage',
  [CorrectableField.ETHNICITY]: 'ethnicity',
  [CorrectableField.GENDER]: 'gender',
} as const;

/** What the record says now, as the person who asks may read it. Null when it says nothing. */
export async function whatItSays(
  tx: Transaction<PeopleTables>,
  personId: string,
  field: CorrectableField,
): Promise<string | null> {
  if (field === CorrectableField.SOMETHING_ELSE) {
    return null;
  }
  if (field === CorrectableField.ADDRESS) {
    return homeInOneLine(tx, personId);
  }
  if (field in OF_PERSON) {
    const column = OF_PERSON[field as keyof typeof OF_PERSON];
    const person = await tx.db
      .selectFrom('person')
      .select(column)
      .where('id', '=', personId)
      .executeTakeFirst();
    return (person as Record<string, string | null> | undefined)?.[column] ?? null;
  }
  const column = OF_DETAILS[field as keyof typeof OF_DETAILS];
  const details = await tx.db
    .selectFrom('personDetails')
    .select(column)
    .where('personId', '=', personId)
    .executeTakeFirst();
  return (details as Record<string, string | null> | undefined)?.[column] ?? null;
}

async function homeInOneLine(
  tx: Transaction<PeopleTables>,
  personId: string,
): Promise<string | null> {
  const home = await tx.db
    .selectFrom((await isProtected(tx, personId)) ? 'protectedAddress' : 'address')
    .select(['lines', 'postcode'])
    .where('personId', '=', personId)
    .where('kind', '=', AddressKind.HOME)
    .where('untilOn', 'is', null)
    .executeTakeFirst();
  return home === undefined
    ? null
    : [...home.lines, ...(home.postcode === null ? [] : [home.postcode])].join(', ');
}
