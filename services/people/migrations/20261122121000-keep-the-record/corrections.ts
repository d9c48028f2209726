import { correctionShown, ownCorrection } from '../../src/corrections/correction-request.access.ts';
import { aboutPerson } from '../../src/reach/about-person.ts';

/** What people ask to have put right: UK GDPR, article 16. A request, and what became of it. */
export const corrections = [
  `create table correction_request (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     field text not null,
     says_now text,
     should_say text not null,
     reason text,
     asked_at timestamptz(3) not null,
     state text not null,
     answer_words text,
     answered_by uuid,
     answered_at timestamptz(3),
     about_protected_address boolean not null default false,
     constraint correction_request_pkey primary key (id),
     constraint correction_request_field_known check (field in ('GIVEN_NAME', 'FAMILY_NAME',
       'PREFERRED_NAME', 'PRONOUNS', 'DATE_OF_BIRTH', 'NHS_NUMBER', 'GP_PRACTICE_CODE',
       'FIRST_LANGUAGE', 'ETHNICITY', 'GENDER', 'ADDRESS', 'SOMETHING_ELSE')),
     constraint correction_request_state_known check (state in ('ASKED', 'MADE', 'NOT_MADE')),
     constraint correction_request_answered check ((state = 'ASKED') = (answered_at is null)
       and (state = 'ASKED') = (answered_by is null)),
     constraint correction_request_not_made_says_why check (
       state <> 'NOT_MADE' or answer_words is not null),
     constraint correction_request_should_say_length check (
       length(should_say) >= 1 and length(should_say) <= 2000),
     constraint correction_request_reason_length check (
       length(reason) >= 1 and length(reason) <= 2000),
     constraint correction_request_answer_words_length check (
       length(answer_words) >= 1 and length(answer_words) <= 2000)
   )`,
  ...aboutPerson('correction_request', {
    app: `select, insert, update (state, answer_words, answered_by, answered_at,
      about_protected_address)`,
  }),
  `create policy correction_request_ask on correction_request for insert
     with check (${ownCorrection})`,
  `create policy correction_request_shown on correction_request as restrictive for select
     to people_app using (${correctionShown})`,
  `create index correction_request_to_answer on correction_request (team_id, state, asked_at, id)`,
  // Written once and never changed, so the row is its own history: see `write_audit_entry_without`.
  `create or replace trigger correction_request_audit
     after insert or update or delete on correction_request for each row
     execute function write_audit_entry_without('says_now', 'should_say', 'reason', 'answer_words')`,
];
