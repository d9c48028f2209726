import { registerEnumType } from 'type-graphql';

export enum TeamKind {
  OLDER_PEOPLE = 'OLDER_PEOPLE',
  ADULT_DISABILITY = 'ADULT_DISABILITY',
  LEARNING_DISABILITY = 'LEARNING_DISABILITY',
  MENTAL_HEALTH = 'MENTAL_HEALTH',
  GATEWAY = 'GATEWAY',
  HOSPITAL_DISCHARGE = 'HOSPITAL_DISCHARGE',
  SENSORY = 'SENSORY',
  TRANSITIONS = 'TRANSITIONS',
  PRACTICE_DEVELOPMENT = 'PRACTICE_DEVELOPMENT',
}
registerEnumType(TeamKind, {
  name: 'TeamKind',
  description: 'What a team is there for.',
  valuesConfig: {
    GATEWAY: { description: 'The front door: takes first contacts.' },
    TRANSITIONS: { description: 'Young people on their way from children’s to adult care.' },
  },
});
