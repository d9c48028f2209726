import { lengthConstraints } from '@connected-lives/kit/check-constraints';
import { aboutPerson } from '../../src/reach/about-person.ts';

/** What a person agreed to share and what they object to: they may write both themself. */
export const consent = [
  `create table sharing_agreement (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     shared_with text not null,
     relationship_id uuid,
     what text not null,
     purpose text not null,
     how text not null,
     agreed_on date not null,
     until_on date,
     recorded_by uuid not null,
     recorded_at timestamptz(3) not null,
     withdrawn_at timestamptz(3),
     withdrawn_words text,
     withdrawn_by uuid,
     version int not null default 1,
     constraint sharing_agreement_pkey primary key (id),
     constraint sharing_agreement_relationship foreign key (relationship_id)
       references relationship (id),
     constraint sharing_agreement_how_known check (how in ('SAID', 'WRITTEN', 'SIGNED_LANGUAGE',
       'THROUGH_ADVOCATE', 'ONLINE')),
     ${lengthConstraints('sharing_agreement', {
       shared_with: 200,
       what: 2000,
       purpose: 2000,
       withdrawn_words: 2000,
     })},
     constraint sharing_agreement_in_order check (until_on >= agreed_on),
     constraint sharing_agreement_withdrawn_by_somebody check (
       (withdrawn_at is null) = (withdrawn_by is null)
       and (withdrawn_words is null or withdrawn_at is not null))
   )`,
  `create index sharing_agreement_relationship_id on sharing_agreement (relationship_id)`,
  ...aboutPerson('sharing_agreement', {
    app: `select, insert, update (team_id, withdrawn_at, withdrawn_words, withdrawn_by, version)`,
    own: true,
  }),

  `create table objection (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     to_what text not null,
     reason text,
     objected_on date not null,
     answer_due_on date not null,
     recorded_by uuid not null,
     recorded_at timestamptz(3) not null,
     answer text,
     answer_words text,
     answered_at timestamptz(3),
     answered_by uuid,
     version int not null default 1,
     constraint objection_pkey primary key (id),
     constraint objection_answer_known check (answer in ('STOPPED', 'PARTLY_STOPPED', 'GOES_ON')),
     ${lengthConstraints('objection', {
       to_what: 2000,
       reason: 2000,
       answer_words: 5000,
     })},
     constraint objection_answered_whole check (
       num_nulls(answer, answer_words, answered_at, answered_by) in (0, 4))
   )`,
  ...aboutPerson('objection', {
    app: `select, insert,
      update (team_id, answer, answer_words, answered_at, answered_by, version)`,
    own: true,
  }),
];
