import { aboutPerson } from '../../src/reach/about-person.ts';

/** Independent advocacy under the Care Act 2014, and how the person wants to be involved. */
export const rights = [
  `create table advocacy_decision (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     duty text not null,
     substantial_difficulty boolean not null,
     appropriate_individual_id uuid,
     entitled boolean generated always as
       (substantial_difficulty and appropriate_individual_id is null) stored,
     reason text not null,
     advocate_id uuid,
     decided_by uuid not null,
     decided_at timestamptz(3) not null,
     superseded_at timestamptz(3),
     version int not null default 1,
     constraint advocacy_decision_pkey primary key (id),
     constraint advocacy_decision_appropriate_individual foreign key (appropriate_individual_id)
       references relationship (id),
     constraint advocacy_decision_advocate foreign key (advocate_id) references relationship (id),
     constraint advocacy_decision_duty_known check (
       duty in ('ASSESSMENT', 'PLAN', 'REVIEW', 'SAFEGUARDING')),
     constraint advocacy_decision_reason_length check (
       length(reason) >= 1 and length(reason) <= 5000),
     constraint advocacy_decision_in_order check (superseded_at >= decided_at)
   )`,
  `create index advocacy_decision_appropriate_individual_id
     on advocacy_decision (appropriate_individual_id)`,
  `create index advocacy_decision_advocate_id on advocacy_decision (advocate_id)`,
  `create unique index advocacy_decision_current on advocacy_decision (person_id, duty)
     where superseded_at is null`,
  ...aboutPerson('advocacy_decision', {
    app: 'select, insert, update (team_id, advocate_id, superseded_at, version)',
  }),

  `create table involvement_wish (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     words text not null,
     written_by uuid not null,
     written_by_person boolean not null,
     said_at timestamptz(3) not null,
     constraint involvement_wish_pkey primary key (id),
     constraint involvement_wish_words_length check (length(words) >= 1 and length(words) <= 5000)
   )`,
  ...aboutPerson('involvement_wish', {
    app: 'select, insert, update (team_id)',
    own: true,
  }),
];
