import { oneOf } from '@connected-lives/kit/check-constraints';
import { DISTRICTS_OF_PEOPLE } from '@connected-lives/kit/district';
import { Migration } from '@mikro-orm/migrations';
import { unlessKeptApart } from '../src/addresses/address.access.ts';

/** Neither a number nor a district leads to whoever has a protected address. */
export class WithholdWherePeopleAre20261122129200 extends Migration {
  override up(): void {
    this.addSql(`create policy contact_way_kept_apart on contact_way as restrictive to people_app
      using (${unlessKeptApart}) with check (${unlessKeptApart})`);
    this.addSql(`alter table person drop constraint person_district_known`);
    this.addSql(`alter table person add constraint person_district_known
      check (${oneOf('district', DISTRICTS_OF_PEOPLE)})`);
  }
}
