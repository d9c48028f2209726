import { aboutPerson } from '../../src/reach/about-person.ts';

/** The person's own account of themself. Every writing is a row, and none is ever changed. */
export const words = [
  `create table about_me (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     heading text not null,
     words text,
     practitioner_id uuid,
     written_at timestamptz(3) not null,
     constraint about_me_pkey primary key (id),
     constraint about_me_heading_known check (heading in ('MOST_IMPORTANT_TO_ME',
       'PEOPLE_IMPORTANT_TO_ME', 'HOW_I_COMMUNICATE', 'MY_WELLNESS', 'PLEASE_DO_AND_DONT',
       'HOW_AND_WHEN_TO_SUPPORT_ME', 'ALSO_WORTH_KNOWING')),
     constraint about_me_words_length check (length(words) >= 1 and length(words) <= 10000)
   )`,
  ...aboutPerson('about_me', { app: 'select, insert', own: true }),
  `create index about_me_latest on about_me (person_id, heading, written_at, id)`,
];
