import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum ViewerRole {
  PRACTITIONER = 'practitioner',
  MANAGER = 'manager',
  DUTY = 'duty',
  DISCHARGE = 'discharge',
  COMMISSIONER = 'commissioner',
  FINANCE = 'finance',
  ANALYST = 'analyst',
  DEVELOPMENT = 'development',
  PRIVACY = 'privacy',
  CITIZEN = 'citizen',
  SERVICE = 'service',
}
registerEnumType(ViewerRole, { name: 'ViewerRole', description: 'What you are to the council.' });

@ObjectType('Viewer', { simpleResolvers: true, description: 'Who you are signed in as.' })
export class ViewerType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly name!: string;

  @Field(() => ViewerRole)
  readonly role!: string;
}
