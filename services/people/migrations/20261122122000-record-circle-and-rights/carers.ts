import { lengthConstraints } from '@connected-lives/kit/check-constraints';
import { aboutPerson } from '../../src/reach/about-person.ts';

/** About the carer, and visible to whoever reaches the carer: `person_id` is the carer. */
export const carers = [
  `create table caring_role (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     cared_for_id uuid,
     cared_for_name text,
     relationship_id uuid,
     hours_per_week smallint,
     able text,
     willing text,
     effect_on_wellbeing text,
     effect_on_work text,
     effect_on_education text,
     effect_on_money text,
     wishes text,
     contingency_plan text,
     from_on date,
     recorded_by uuid not null,
     recorded_at timestamptz(3) not null,
     until_at timestamptz(3),
     version int not null default 1,
     constraint caring_role_pkey primary key (id),
     constraint caring_role_cared_for foreign key (cared_for_id) references person (id),
     constraint caring_role_relationship foreign key (relationship_id) references relationship (id),
     constraint caring_role_for_somebody check (
       (cared_for_id is null) <> (cared_for_name is null)
       and cared_for_id is distinct from person_id
       and (relationship_id is null or cared_for_id is not null)),
     constraint caring_role_hours_in_a_week check (hours_per_week >= 0 and hours_per_week <= 168),
     constraint caring_role_able_known check (able in ('YES', 'FOR_NOW', 'WITH_SUPPORT', 'NO')),
     constraint caring_role_willing_known check (
       willing in ('YES', 'FOR_NOW', 'WITH_SUPPORT', 'NO')),
     ${lengthConstraints('caring_role', {
       cared_for_name: 200,
       effect_on_wellbeing: 5000,
       effect_on_work: 5000,
       effect_on_education: 5000,
       effect_on_money: 5000,
       wishes: 5000,
       contingency_plan: 5000,
     })},
     constraint caring_role_in_order check (until_at >= recorded_at)
   )`,
  `create index caring_role_cared_for_id on caring_role (cared_for_id)`,
  `create index caring_role_relationship_id on caring_role (relationship_id)`,
  ...aboutPerson('caring_role', { app: 'select, insert, update (team_id, until_at, version)' }),
];
