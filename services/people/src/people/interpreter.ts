import { registerEnumType } from 'type-graphql';

export enum Interpreter {
  NOT_NEEDED = 'NOT_NEEDED',
  SPOKEN_LANGUAGE = 'SPOKEN_LANGUAGE',
  BRITISH_SIGN_LANGUAGE = 'BRITISH_SIGN_LANGUAGE',
  SIGN_SUPPORTED_ENGLISH = 'SIGN_SUPPORTED_ENGLISH',
  DEAFBLIND_MANUAL = 'DEAFBLIND_MANUAL',
  LIP_SPEAKER = 'LIP_SPEAKER',
  OTHER = 'OTHER',
}
registerEnumType(Interpreter, {
  name: 'Interpreter',
  description: 'Who helps the person and the council to understand each other.',
  valuesConfig: {
    SPOKEN_LANGUAGE: { description: 'Into and from the person’s first language.' },
    SIGN_SUPPORTED_ENGLISH: { description: 'Signs in the order of spoken English.' },
    LIP_SPEAKER: { description: 'Repeats silently what is said, for the person to read.' },
  },
});
export const INTERPRETERS = Object.values(Interpreter);
