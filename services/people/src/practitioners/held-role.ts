import { registerEnumType } from 'type-graphql';

export enum HeldRole {
  TEAM_MANAGER = 'TEAM_MANAGER',
  PRACTICE_LEAD = 'PRACTICE_LEAD',
  PRINCIPAL_SOCIAL_WORKER = 'PRINCIPAL_SOCIAL_WORKER',
  PRINCIPAL_OCCUPATIONAL_THERAPIST = 'PRINCIPAL_OCCUPATIONAL_THERAPIST',
  ASSISTANT_DIRECTOR = 'ASSISTANT_DIRECTOR',
  DIRECTOR = 'DIRECTOR',
}
/** Whoever holds one of these leads the council: see `leadsCouncil` in `teams/team.access.ts`. */
export const LEADING_ROLES: readonly HeldRole[] = [
  HeldRole.DIRECTOR,
  HeldRole.PRINCIPAL_SOCIAL_WORKER,
];
registerEnumType(HeldRole, {
  name: 'HeldRole',
  description: 'What somebody answers for besides their own work with people.',
  valuesConfig: {
    TEAM_MANAGER: { description: 'From then on `Team.manager` of the team they are in.' },
    PRINCIPAL_SOCIAL_WORKER: { description: 'Given by those who lead the council alone.' },
    DIRECTOR: {
      description:
        'The director of adult social services: Local Authority Social Services Act 1970 s6. Given by those who lead the council alone.',
    },
  },
});

export enum Weekday {
  MONDAY = 'MONDAY',
  TUESDAY = 'TUESDAY',
  WEDNESDAY = 'WEDNESDAY',
  THURSDAY = 'THURSDAY',
  FRIDAY = 'FRIDAY',
  SATURDAY = 'SATURDAY',
  SUNDAY = 'SUNDAY',
}
registerEnumType(Weekday, { name: 'Weekday', description: 'A day of the week.' });
