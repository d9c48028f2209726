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
registerEnumType(ViewerRole, {
  name: 'ViewerRole',
  description: 'What you are to the council.',
  valuesConfig: {
    ANALYST: { description: 'Works with figures: reports, and nobody’s record.' },
    CITIZEN: { description: 'A person, in their own record and those of whom they may act for.' },
    COMMISSIONER: { description: 'Pays for services: reports, and nobody’s record.' },
    DEVELOPMENT: { description: 'Looks after practice and learning: nobody’s record.' },
    DISCHARGE: { description: 'Works with people who are in hospital.' },
    DUTY: { description: 'Takes first contacts, at the front door.' },
    FINANCE: { description: 'Allocates budgets and records payments.' },
    MANAGER: { description: 'Manages a team, and works with its people.' },
    PRACTITIONER: { description: 'Works with the people of a team.' },
    PRIVACY: { description: 'Looks after how records are used, without seeing them.' },
    SERVICE: { description: 'One of the council’s own systems.' },
  },
});

@ObjectType('Viewer', { simpleResolvers: true, description: 'Who you are signed in as.' })
export class ViewerType {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly name!: string;

  @Field(() => ViewerRole)
  readonly role!: string;
}
