import { District } from '@connected-lives/kit/district';
import { connectionTypes } from '@connected-lives/kit/page';
import { Directive, Field, GraphQLISODateTime, ID, ObjectType } from 'type-graphql';
import type { Team } from './team.entity.ts';
import { TeamKind } from './team-kind.ts';

@Directive('@key(fields: "id")')
@ObjectType('Team', {
  simpleResolvers: true,
  description: 'A team of practitioners, who share the people they work with.',
})
export class TeamType implements Pick<Team, 'id' | 'name' | 'districts' | 'closedAt'> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String)
  readonly name!: string;

  @Field(() => TeamKind)
  readonly kind!: string;

  @Field(() => [District], {
    description: 'Where the people live whom the team is there for. Empty for the whole county.',
  })
  readonly districts!: string[];

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description:
      'Null while the team is there. One that was closed is named where it did something.',
  })
  readonly closedAt!: Date | null;
}

export const { Connection: TeamConnection } = connectionTypes('Team', () => TeamType);
