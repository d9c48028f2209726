import { registerEnumType } from 'type-graphql';

export enum Profession {
  SOCIAL_WORKER = 'SOCIAL_WORKER',
  OCCUPATIONAL_THERAPIST = 'OCCUPATIONAL_THERAPIST',
  NURSE = 'NURSE',
  COMMUNITY_CARE_OFFICER = 'COMMUNITY_CARE_OFFICER',
  TEAM_MANAGER = 'TEAM_MANAGER',
  PRINCIPAL_SOCIAL_WORKER = 'PRINCIPAL_SOCIAL_WORKER',
}
registerEnumType(Profession, { name: 'Profession', description: 'What a practitioner does.' });
