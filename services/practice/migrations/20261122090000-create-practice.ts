import { auditedTable, foundation } from '@connected-lives/kit/foundation';
import { Migration } from '@mikro-orm/migrations';

/** Conversations and all that is said and agreed in them, on the foundation every service shares. */
export class CreatePractice20261122090000 extends Migration {
  override up(): void {
    for (const statement of [
      ...foundation('practice'),
      ...conversations,
      ...passages,
      ...strengths,
      ...outcomes,
      ...progress,
      ...known,
    ]) {
      this.addSql(statement);
    }
  }
}

const staffReach = `team_id = any ((select viewer_team_ids())::uuid[])`;
const ownRecord = `person_id = (select viewer_person_id())`;
const read = `${staffReach} or ${ownRecord}`;
const staffWrite = `${staffReach} and (select viewer_role()) in ('practitioner', 'manager', 'duty', 'discharge')`;
const ownVoice = `${ownRecord} and said_by = 'PERSON'`;
const isService = `(select viewer_role()) = 'service'`;
const reportRead = `(select viewer_role()) <> all (array['citizen', 'service'])`;

const district = `district in ('BROXBOURNE', 'DACORUM', 'EAST_HERTFORDSHIRE', 'HERTSMERE', 'NORTH_HERTFORDSHIRE', 'ST_ALBANS', 'STEVENAGE', 'THREE_RIVERS', 'WATFORD', 'WELWYN_HATFIELD')`;
const saidBy = `said_by in ('PERSON', 'FAMILY_OR_FRIEND', 'CARER', 'PRACTITIONER', 'ADVOCATE', 'OTHER')`;

/** Row-level security, forced on the owner too, with what consumers and the seed may do. */
function secured(table: string): string[] {
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_service on ${table} using (${isService}) with check (${isService})`,
  ];
}

const conversations = [
  `create table conversation (
     id uuid not null default uuidv7(),
     person_id uuid not null,
     team_id uuid not null,
     district text not null,
     practitioner_id uuid not null,
     purpose text not null,
     stage text not null,
     led_by text not null,
     opened_at timestamptz(3) not null,
     completed_at timestamptz(3),
     last_changed_at timestamptz(3) not null,
     board_column text generated always as
       (case when completed_at is null then stage else 'COMPLETED' end) stored,
     version int not null default 1,
     constraint conversation_pkey primary key (id),
     constraint conversation_purpose_length check (length(purpose) >= 1 and length(purpose) <= 2000),
     constraint conversation_stage_known check (stage in ('CONNECT_AND_PREVENT',
       'CONNECT_AND_ENABLE', 'CONNECT_AND_SUPPORT')),
     constraint conversation_led_by_known check (led_by in ('CITIZEN', 'PROFESSIONAL',
       'TOGETHER')),
     constraint conversation_district_known check (${district}),
     constraint conversation_completed_after_opened check (completed_at >= opened_at)
   )`,
  `create index conversation_person on conversation (person_id, opened_at, id)`,
  `create index conversation_board on conversation (team_id, board_column, last_changed_at, id)`,
  ...secured('conversation'),
  `create policy conversation_read on conversation for select using (${read})`,
  `create policy conversation_open on conversation for insert with check (${staffWrite})`,
  `create policy conversation_change on conversation for update
     using (${staffWrite}) with check (${staffWrite})`,
  `create policy conversation_own_change on conversation for update
     using (${ownRecord}) with check (${ownRecord} and completed_at is null)`,
  `create policy conversation_report on conversation for select to practice_reader
     using (${reportRead})`,
  ...auditedTable('practice', 'conversation', {
    app: 'select, insert, update',
    reportColumns: ['id', 'team_id', 'district', 'stage', 'led_by', 'opened_at', 'completed_at'],
  }),
];

const passages = [
  `create table passage (
     id uuid not null default uuidv7(),
     conversation_id uuid not null,
     person_id uuid not null,
     team_id uuid not null,
     said_by text not null,
     said_by_name text,
     words text not null,
     said_at timestamptz(3) not null,
     constraint passage_pkey primary key (id),
     constraint passage_conversation foreign key (conversation_id) references conversation (id),
     constraint passage_said_by_known check (${saidBy}),
     constraint passage_said_by_name_length check (length(said_by_name) >= 1 and length(said_by_name) <= 200),
     constraint passage_words_length check (length(words) >= 1 and length(words) <= 20000)
   )`,
  `create index passage_in_order on passage (conversation_id, said_at, id)`,
  `create index passage_person on passage (person_id)`,
  ...secured('passage'),
  `create policy passage_read on passage for select using (${read})`,
  `create policy passage_add on passage for insert with check (${staffWrite})`,
  `create policy passage_own_add on passage for insert with check (${ownVoice})`,
  // What was said stands: only the team that it is kept with can change.
  ...auditedTable('practice', 'passage', { app: 'select, insert, update (team_id)' }),
];

const strengths = [
  `create table strength (
     id uuid not null default uuidv7(),
     conversation_id uuid not null,
     person_id uuid not null,
     team_id uuid not null,
     said_by text not null,
     words text not null,
     noted_at timestamptz(3) not null,
     constraint strength_pkey primary key (id),
     constraint strength_conversation foreign key (conversation_id) references conversation (id),
     constraint strength_said_by_known check (${saidBy}),
     constraint strength_words_length check (length(words) >= 1 and length(words) <= 2000)
   )`,
  `create index strength_in_order on strength (conversation_id, noted_at, id)`,
  `create index strength_person on strength (person_id)`,
  ...secured('strength'),
  `create policy strength_read on strength for select using (${read})`,
  `create policy strength_note on strength for insert with check (${staffWrite})`,
  `create policy strength_own_note on strength for insert with check (${ownVoice})`,
  ...auditedTable('practice', 'strength', { app: 'select, insert, update (team_id)' }),
];

const outcomes = [
  `create table outcome (
     id uuid not null default uuidv7(),
     conversation_id uuid not null,
     person_id uuid not null,
     team_id uuid not null,
     district text not null,
     practitioner_id uuid not null,
     own_words text not null,
     wellbeing_area text not null,
     how_we_will_work_towards_it text,
     agreed_at timestamptz(3) not null,
     achieved_at timestamptz(3),
     version int not null default 1,
     constraint outcome_pkey primary key (id),
     constraint outcome_conversation foreign key (conversation_id) references conversation (id),
     constraint outcome_own_words_length check (length(own_words) >= 1 and length(own_words) <= 2000),
     constraint outcome_how_length
       check (length(how_we_will_work_towards_it) >= 1 and length(how_we_will_work_towards_it) <= 5000),
     constraint outcome_wellbeing_area_known check (wellbeing_area in ('PERSONAL_DIGNITY',
       'HEALTH_AND_EMOTIONAL_WELLBEING', 'PROTECTION_FROM_ABUSE', 'CONTROL_OVER_DAY_TO_DAY_LIFE',
       'WORK_EDUCATION_AND_RECREATION', 'SOCIAL_AND_ECONOMIC_WELLBEING', 'RELATIONSHIPS',
       'SUITABLE_ACCOMMODATION', 'CONTRIBUTION_TO_SOCIETY')),
     constraint outcome_district_known check (${district}),
     constraint outcome_achieved_after_agreed check (achieved_at >= agreed_at)
   )`,
  `create index outcome_in_order on outcome (conversation_id, agreed_at, id)`,
  `create index outcome_person on outcome (person_id)`,
  `create index outcome_agreed on outcome (agreed_at)`,
  `create index outcome_achieved on outcome (achieved_at)`,
  ...secured('outcome'),
  `create policy outcome_read on outcome for select using (${read})`,
  `create policy outcome_agree on outcome for insert with check (${staffWrite})`,
  `create policy outcome_change on outcome for update
     using (${staffWrite}) with check (${staffWrite})`,
  `create policy outcome_report on outcome for select to practice_reader using (${reportRead})`,
  // The person's id is there to count people by; it names nobody in this database.
  ...auditedTable('practice', 'outcome', {
    app: 'select, insert, update',
    reportColumns: [
      'id',
      'conversation_id',
      'person_id',
      'team_id',
      'district',
      'wellbeing_area',
      'agreed_at',
      'achieved_at',
    ],
  }),
];

const progress = [
  `create table progress (
     id uuid not null default uuidv7(),
     outcome_id uuid not null,
     person_id uuid not null,
     team_id uuid not null,
     words text,
     reached text not null,
     satisfaction smallint,
     recorded_at timestamptz(3) not null,
     constraint progress_pkey primary key (id),
     constraint progress_outcome foreign key (outcome_id) references outcome (id),
     constraint progress_words_length check (length(words) >= 1 and length(words) <= 5000),
     constraint progress_reached_known check (reached in ('NOT_YET', 'PARTLY', 'FULLY')),
     constraint progress_satisfaction_range check (satisfaction >= 0 and satisfaction <= 10)
   )`,
  `create index progress_in_order on progress (outcome_id, recorded_at, id)`,
  `create index progress_person on progress (person_id)`,
  ...secured('progress'),
  `create policy progress_read on progress for select using (${read})`,
  `create policy progress_record on progress for insert with check (${staffWrite})`,
  ...auditedTable('practice', 'progress', { app: 'select, insert, update (team_id)' }),
];

const known = [
  `create table known_person (
     id uuid not null,
     team_id uuid not null,
     district text not null,
     version int not null,
     constraint known_person_pkey primary key (id),
     constraint known_person_district_known check (${district})
   )`,
  ...secured('known_person'),
  `create policy known_person_read on known_person for select using (
     ${staffReach} or id = (select viewer_person_id()))`,
  ...auditedTable('practice', 'known_person', { app: 'select, insert, update' }),
  `create table known_commitment (
     id uuid not null,
     conversation_id uuid not null,
     version int not null,
     constraint known_commitment_pkey primary key (id)
   )`,
  ...secured('known_commitment'),
  ...auditedTable('practice', 'known_commitment', { app: 'select, insert, update' }),
];
