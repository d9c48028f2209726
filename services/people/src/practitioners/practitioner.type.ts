import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Practitioner } from './practitioner.entity.ts';

export enum Profession {
  SOCIAL_WORKER = 'SOCIAL_WORKER',
  OCCUPATIONAL_THERAPIST = 'OCCUPATIONAL_THERAPIST',
  NURSE = 'NURSE',
  COMMUNITY_CARE_OFFICER = 'COMMUNITY_CARE_OFFICER',
  TEAM_MANAGER = 'TEAM_MANAGER',
  PRINCIPAL_SOCIAL_WORKER = 'PRINCIPAL_SOCIAL_WORKER',
}
registerEnumType(Profession, { name: 'Profession', description: 'What a practitioner does.' });

@Directive('@key(fields: "id")')
@ObjectType('Practitioner', {
  simpleResolvers: true,
  description: 'A member of staff who works with people: a social worker, therapist, nurse.',
})
export class PractitionerType implements Pick<Practitioner, 'id' | 'name'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly name!: string;

  @Field(() => Profession)
  readonly profession!: string;
}
