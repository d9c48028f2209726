import { notClosed, reachTables, staffReaches } from '@connected-lives/kit/reach';
import { Migration } from '@mikro-orm/migrations';

/** Who reaches a person besides their team, as people tells it, in every rule of this service. */
export class OpenAndClosePeople20261122120000 extends Migration {
  override up(): void {
    for (const statement of [...reachTables('finance'), ...reads]) {
      this.addSql(statement);
    }
  }
}

const reads = [
  `alter policy commitment_read on commitment using (
     person_id = (select viewer_person_id())
     or (select viewer_role()) = 'service'
     or ${staffReaches()}
     or ((select viewer_role()) = 'finance'
       or practitioner_id = (select viewer_practitioner_id())) and ${notClosed()})`,
  `alter policy known_outcome_read on known_outcome using (
     person_id = (select viewer_person_id())
     or (select viewer_role()) = 'service'
     or ${staffReaches()})`,
];
