import { aboutPerson } from '../../src/reach/about-person.ts';

/** Somebody looked, and they are two people. It is not asked again. */
export const notTheSame = [
  `create table not_the_same (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     other_person_id uuid not null,
     team_id uuid not null,
     reason text not null,
     said_by uuid not null,
     said_at timestamptz(3) not null,
     constraint not_the_same_pkey primary key (id),
     constraint not_the_same_other_person foreign key (other_person_id) references person (id),
     constraint not_the_same_once unique (person_id, other_person_id),
     constraint not_the_same_two_people check (person_id <> other_person_id),
     constraint not_the_same_reason_length check (length(reason) >= 1 and length(reason) <= 2000)
   )`,
  `create index not_the_same_other_person_id on not_the_same (other_person_id)`,
  ...aboutPerson('not_the_same', { app: 'select, insert' }),
];
