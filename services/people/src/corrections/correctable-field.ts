import { registerEnumType } from 'type-graphql';

export enum CorrectableField {
  GIVEN_NAME = 'GIVEN_NAME',
  FAMILY_NAME = 'FAMILY_NAME',
  PREFERRED_NAME = 'PREFERRED_NAME',
  PRONOUNS = 'PRONOUNS',
  DATE_OF_BIRTH = 'DATE_OF_BIRTH',
  NHS_NUMBER = 'NHS_NUMBER',
  GP_PRACTICE_CODE = 'GP_PRACTICE_CODE',
  FIRST_LANGUAGE = 'FIRST_LANGUAGE',
  ETHNICITY = 'ETHNICITY',
  GENDER = 'GENDER',
  ADDRESS = 'ADDRESS',
  SOMETHING_ELSE = 'SOMETHING_ELSE',
}
registerEnumType(CorrectableField, {
  name: 'CorrectableField',
  description: 'What of a record somebody asks to have put right.',
  valuesConfig: {
    DATE_OF_BIRTH: { description: 'Written as YYYY-MM-DD.' },
    ADDRESS: { description: 'Whoever answers writes the address down.' },
    SOMETHING_ELSE: {
      description: 'Anything else, such as words in a conversation. Whoever answers puts it right.',
    },
  },
});
/**
 * What somebody asks to have put right of these may say where they are. There is no field for a
 * number, so that it is asked for as SOMETHING_ELSE.
 */
export const MAY_SAY_WHERE: readonly CorrectableField[] = [
  CorrectableField.ADDRESS,
  CorrectableField.SOMETHING_ELSE,
];
export const CORRECTABLE_FIELDS = Object.values(CorrectableField);
