import { oneOf } from '@connected-lives/kit/check-constraints';
import { DISTRICTS_OF_PEOPLE } from '@connected-lives/kit/district';
import { Migration } from '@mikro-orm/migrations';

/** People live where nobody has written down, or where a protected address would be told of. */
export class LetDistrictBeNotKnown20261122129000 extends Migration {
  override up(): void {
    for (const table of ['conversation', 'outcome', 'known_person']) {
      const constraint = `${table}_district_known`;
      this.addSql(`alter table ${table} drop constraint ${constraint}`);
      this.addSql(
        `alter table ${table} add constraint ${constraint}
           check (${oneOf('district', DISTRICTS_OF_PEOPLE)})`,
      );
    }
  }
}
