import { lengthUpTo, oneOf } from '@connected-lives/kit/check-constraints';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { ofPerson } from '../people/of-person.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';
import { ABOUT_ME_HEADINGS, type AboutMeHeading } from './about-me-heading.ts';

export const WORDS_LENGTH_MAX = 10_000;

const AboutMeSchema = defineEntity({
  name: 'AboutMe',
  tableName: 'about_me',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('about_me'),
    teamId: p.uuid(),
    heading: p.text().$type<AboutMeHeading>(),
    /** Null when nothing stands under the heading any more. */
    words: p.text().strictNullable(),
    /** Who supported the person to write this. Null when they wrote it on their own. */
    practitionerId: p.uuid().strictNullable(),
    writtenAt: p.datetime(3),
  },
  indexes: [{ name: 'about_me_latest', properties: ['personId', 'heading', 'writtenAt', 'id'] }],
  checks: [
    { name: 'about_me_heading_known', expression: oneOf('heading', ABOUT_ME_HEADINGS) },
    { name: 'about_me_words_length', expression: lengthUpTo('words', WORDS_LENGTH_MAX) },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('about_me', { own: true }),
});

/** What a person says of themself under one heading, as it was written once. The latest stands. */
export class AboutMe extends AboutMeSchema.class {}
AboutMeSchema.setClass(AboutMe);
export { AboutMeSchema };
