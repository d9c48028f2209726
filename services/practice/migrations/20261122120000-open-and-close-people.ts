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

const writes = [
  `alter policy conversation_open on conversation with check (${write})`,
  `alter policy conversation_change on conversation using (${write}) with check (${write})`,
  `alter policy passage_add on passage with check (${write})`,
  `alter policy strength_note on strength with check (${write})`,
  `alter policy outcome_agree on outcome with check (${write})`,
  `alter policy outcome_change on outcome using (${write}) with check (${write})`,
  `alter policy progress_record on progress with check (${write})`,
];
