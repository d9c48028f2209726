import { connectionTypes } from '@connected-lives/kit/page';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { AboutMeHeading } from './about-me-heading.ts';
import type { AboutMeEntryRow, AboutMeRow } from './about-me.loaders.ts';

const heading = (description: string) => ({ nullable: true, description });

@ObjectType('AboutMe', {
  simpleResolvers: true,
  description:
    'What a person says of themself, under the seven headings of the About Me standard of the Professional Record Standards Body. Null where nothing stands.',
})
export class AboutMeType implements Omit<AboutMeRow, 'personId' | 'practitionerId'> {
  @Field(() => String, heading('What is most important to me.'))
  readonly mostImportantToMe!: string | null;

  @Field(() => String, heading('People who are important to me.'))
  readonly peopleImportantToMe!: string | null;

  @Field(() => String, heading('How I communicate and how to communicate with me.'))
  readonly howICommunicate!: string | null;

  @Field(() => String, heading('How I am when I am well.'))
  readonly myWellness!: string | null;

  @Field(() => String, heading('Please do, and please don’t.'))
  readonly pleaseDoAndDont!: string | null;

  @Field(() => String, heading('How and when to support me.'))
  readonly howAndWhenToSupportMe!: string | null;

  @Field(() => String, heading('Also worth knowing about me.'))
  readonly alsoWorthKnowing!: string | null;

  @Field(() => GraphQLLocalDate, { description: 'The day the latest of it was written.' })
  readonly writtenOn!: string;
}

@ObjectType('AboutMeEntry', {
  simpleResolvers: true,
  description: 'What was written under one heading once. The latest stands.',
})
export class AboutMeEntryType implements Pick<
  AboutMeEntryRow,
  'id' | 'heading' | 'words' | 'writtenAt'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => AboutMeHeading)
  readonly heading!: AboutMeHeading;

  @Field(() => String, { nullable: true, description: 'Null when what stood was taken away.' })
  readonly words!: string | null;

  @Field(() => Date)
  readonly writtenAt!: Date;
}

export const { Connection: AboutMeEntryConnection } = connectionTypes(
  'AboutMeEntry',
  () => AboutMeEntryType,
);
