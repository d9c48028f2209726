import { lengthConstraints } from '@connected-lives/kit/check-constraints';
import { aboutPerson } from '../../src/reach/about-person.ts';

export const circle = [
  `create table relationship (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     kind text not null,
     as_what text,
     other_person_id uuid,
     name text,
     organisation text,
     phone text,
     email text,
     is_emergency_contact boolean not null default false,
     lives_with boolean not null default false,
     authority text,
     authority_reference text,
     authority_seen boolean not null default false,
     born_in_year smallint,
     school text,
     from_on date,
     until_on date,
     recorded_by uuid not null,
     recorded_at timestamptz(3) not null,
     version int not null default 1,
     constraint relationship_pkey primary key (id),
     constraint relationship_other_person foreign key (other_person_id) references person (id),
     constraint relationship_kind_known check (kind in ('FAMILY', 'FRIEND', 'NEIGHBOUR',
       'UNPAID_CARER', 'ADVOCATE', 'ATTORNEY', 'DEPUTY', 'APPOINTEE', 'CHILD', 'OTHER')),
     constraint relationship_with_somebody check (
       (other_person_id is not null or name is not null)
       and other_person_id is distinct from person_id),
     constraint relationship_authority_of_attorney check (
       kind <> 'ATTORNEY' or authority in ('LPA_HEALTH_AND_WELFARE', 'LPA_PROPERTY_AND_AFFAIRS',
         'ENDURING_POWER')),
     constraint relationship_authority_of_deputy check (
       kind <> 'DEPUTY' or authority in ('DEPUTY_WELFARE', 'DEPUTY_PROPERTY_AND_AFFAIRS')),
     constraint relationship_authority_of_whom check (
       (kind in ('ATTORNEY', 'DEPUTY')) = (authority is not null)
       and (authority is not null or authority_reference is null and not authority_seen)),
     constraint relationship_child_is_brief check (
       (kind = 'CHILD') = (born_in_year is not null)
       and (kind = 'CHILD' or school is null)
       and (kind <> 'CHILD' or other_person_id is null and organisation is null and phone is null
         and email is null and not is_emergency_contact)),
     ${lengthConstraints('relationship', {
       as_what: 100,
       name: 200,
       organisation: 200,
       phone: 50,
       email: 254,
       authority_reference: 100,
       school: 200,
     })},
     constraint relationship_in_order check (until_on >= from_on)
   )`,
  `create index relationship_other_person_id on relationship (other_person_id)`,
  ...aboutPerson('relationship', {
    app: `select, insert, update (team_id, as_what, name, organisation, phone, email,
      is_emergency_contact, lives_with, authority_reference, authority_seen, school, from_on,
      until_on, version)`,
  }),
];
