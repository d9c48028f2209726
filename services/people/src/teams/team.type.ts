import { connectionTypes } from '@connected-lives/kit/page';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Team } from './team.entity.ts';

export enum TeamKind {
  OLDER_PEOPLE = 'OLDER_PEOPLE',
  ADULT_DISABILITY = 'ADULT_DISABILITY',
  MENTAL_HEALTH = 'MENTAL_HEALTH',
  GATEWAY = 'GATEWAY',
  HOSPITAL_DISCHARGE = 'HOSPITAL_DISCHARGE',
  PRACTICE_DEVELOPMENT = 'PRACTICE_DEVELOPMENT',
}
registerEnumType(TeamKind, {
  name: 'TeamKind',
  description: 'What a team is there for.',
  valuesConfig: { GATEWAY: { description: 'The front door: takes first contacts.' } },
});

@Directive('@key(fields: "id")')
@ObjectType('Team', {
  simpleResolvers: true,
  description: 'A team of practitioners, who share the people they work with.',
})
export class TeamType implements Pick<Team, 'id' | 'name'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly name!: string;

  @Field(() => TeamKind)
  readonly kind!: string;
}

export const { Connection: TeamConnection } = connectionTypes('Team', () => TeamType);
