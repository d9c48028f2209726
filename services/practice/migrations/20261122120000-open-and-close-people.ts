import { reachTables, staffReaches } from '@connected-lives/kit/reach';
import { Migration } from '@mikro-orm/migrations';

/** Who reaches a person besides their team, as people tells it, in every rule of this service. */
export class OpenAndClosePeople20261122120000 extends Migration {
  override up(): void {
    for (const statement of [...reachTables('practice'), ...reads, ...writes]) {
      this.addSql(statement);
    }
  }
}

const reach = staffReaches();
const read = `person_id = (select viewer_person_id()) or ${reach}`;
const write = `${reach} and (select viewer_role()) in ('practitioner', 'manager', 'duty', 'discharge')`;

const reads = [
  ...['conversation', 'passage', 'strength', 'outcome', 'progress'].map(
    (table) => `alter policy ${table}_read on ${table} using (${read})`,
  ),
  `alter policy known_person_read on known_person using (
     id = (select viewer_person_id()) or ${staffReaches('id')})`,
];

const own = `person_id = (select viewer_person_id())`;
const withTheirTeam = `exists (select from known_person
  where known_person.id = conversation.person_id and known_person.team_id = conversation.team_id)`;
/** A part is of the person and the team of what it is part of: nobody adds it elsewhere. */
const partOf = (whole: string, part: string): string =>
  `exists (select from ${whole} where ${whole}.id = ${part}.${whole}_id
     and ${whole}.person_id = ${part}.person_id and ${whole}.team_id = ${part}.team_id)`;

const writes = [
  `alter policy conversation_open on conversation with check (${write} and ${withTheirTeam})`,
  `alter policy conversation_change on conversation
     using (${write}) with check (${write} and ${withTheirTeam})`,
  `alter policy conversation_own_change on conversation
     using (${own}) with check (${own} and completed_at is null and ${withTheirTeam})`,
  ...[
    ['passage', 'passage_add', 'passage_own_add'],
    ['strength', 'strength_note', 'strength_own_note'],
  ].flatMap(([table = '', byStaff = '', byPerson = '']) => [
    `alter policy ${byStaff} on ${table} with check (
       ${write} and ${partOf('conversation', table)})`,
    `alter policy ${byPerson} on ${table} with check (
       ${own} and said_by = 'PERSON' and ${partOf('conversation', table)})`,
  ]),
  `alter policy outcome_agree on outcome with check (
     ${write} and ${partOf('conversation', 'outcome')})`,
  `alter policy outcome_change on outcome
     using (${write}) with check (${write} and ${partOf('conversation', 'outcome')})`,
  `alter policy progress_record on progress with check (
     ${write} and ${partOf('outcome', 'progress')})`,
];
