import { loadPage } from '@connected-lives/kit/instant-page';
import { loadIfNamed } from '@connected-lives/kit/loader';
import { type Page, PageArgs } from '@connected-lives/kit/page';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { type PersonRecorded, PersonRecordedType } from '../people/person-recorded.type.ts';
import { PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import { PractitionerType } from '../practitioners/practitioner.type.ts';
import type { AboutMeEntryRow, AboutMeRow } from './about-me.loaders.ts';
import { AboutMeEntryConnection, AboutMeEntryType, AboutMeType } from './about-me.type.ts';
import { addMyWords, AddMyWordsInput, writeAboutMe, WriteAboutMeInput } from './write-about-me.ts';

@Resolver(() => PersonType)
export class PersonAboutMeResolver {
  @Mutation(() => PersonRecordedType, {
    description:
      'Writes down what a person says of themself, in their own words; it says that you supported them to. What stood there before is kept.',
  })
  writeAboutMe(
    @Arg('input', () => WriteAboutMeInput) input: WriteAboutMeInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return writeAboutMe(ctx, input);
  }

  @Mutation(() => PersonRecordedType, {
    description: 'Writes in your own record what you wish people to know about you.',
  })
  addMyWords(
    @Arg('input', () => AddMyWordsInput) input: AddMyWordsInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<PersonRecorded> {
    return addMyWords(ctx, input);
  }

  @FieldResolver(() => AboutMeType, {
    nullable: true,
    description: 'What they say of themself. Null when they have not, or it is not in your reach.',
  })
  aboutMe(@Root() person: PersonRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.aboutMeByPersonId.load(person.id);
  }

  @FieldResolver(() => AboutMeEntryConnection, {
    description: 'All that was ever written in About Me, newest first.',
  })
  aboutMeHistory(
    @Root() person: PersonRow,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<AboutMeEntryRow>> {
    return loadPage(
      ctx.loaders.aboutMeHistoryByPersonId,
      person.id,
      args,
      (entry) => entry.writtenAt,
    );
  }
}

const SUPPORTED = {
  nullable: true,
  description: 'Who supported the person to write this. Null when they wrote it on their own.',
};

@Resolver(() => AboutMeType)
export class AboutMeResolver {
  @FieldResolver(() => PractitionerType, SUPPORTED)
  supportedBy(@Root() aboutMe: AboutMeRow, @Ctx() ctx: PeopleContext) {
    return supporter(aboutMe, ctx);
  }
}

@Resolver(() => AboutMeEntryType)
export class AboutMeEntryResolver {
  @FieldResolver(() => PractitionerType, SUPPORTED)
  supportedBy(@Root() entry: AboutMeEntryRow, @Ctx() ctx: PeopleContext) {
    return supporter(entry, ctx);
  }
}

function supporter(
  { practitionerId }: { readonly practitionerId: string | null },
  ctx: PeopleContext,
) {
  return loadIfNamed(ctx.loaders.practitionersById, practitionerId);
}
