import { lengthConstraints } from '@connected-lives/kit/check-constraints';
import { aboutPerson } from '../../src/reach/about-person.ts';

/** Decisions under the Mental Capacity Act 2005, each about one matter. */
export const capacity = [
  `create table capacity_decision (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     matter text not null,
     matter_key text generated always as (lower(matter)) stored,
     support_given text not null,
     impairment text,
     understands boolean,
     retains boolean,
     weighs boolean,
     communicates boolean,
     conclusion text not null,
     reason text not null,
     assessed_by text not null,
     assessed_on date not null,
     best_interests_reference text,
     review_due_on date,
     recorded_by uuid not null,
     recorded_at timestamptz(3) not null,
     superseded_at timestamptz(3),
     version int not null default 1,
     constraint capacity_decision_pkey primary key (id),
     constraint capacity_decision_conclusion_known check (
       conclusion in ('HAS_CAPACITY', 'LACKS_CAPACITY')),
     constraint capacity_decision_follows_the_test check (
       case conclusion
         when 'LACKS_CAPACITY' then impairment is not null
           and (understands is false or retains is false or weighs is false or communicates is false)
         else understands is not false and retains is not false and weighs is not false
           and communicates is not false
       end),
     constraint capacity_decision_best_interests_of_whom check (
       best_interests_reference is null or conclusion = 'LACKS_CAPACITY'),
     ${lengthConstraints('capacity_decision', {
       matter: 300,
       support_given: 5000,
       impairment: 2000,
       reason: 5000,
       assessed_by: 200,
       best_interests_reference: 200,
     })},
     constraint capacity_decision_in_order check (
       review_due_on >= assessed_on and superseded_at >= recorded_at)
   )`,
  `create unique index capacity_decision_current on capacity_decision (person_id, matter_key)
     where superseded_at is null`,
  ...aboutPerson('capacity_decision', {
    app: 'select, insert, update (team_id, superseded_at, version)',
  }),
];
