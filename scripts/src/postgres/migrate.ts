import { migrate } from '@connected-lives/kit/migrate';
import { financeService } from '@connected-lives/finance/finance.service';
import { peopleService } from '@connected-lives/people/people.service';
import { practiceService } from '@connected-lives/practice/practice.service';
import type { CouncilUrls } from './cluster.ts';
import type { ServiceName } from './service-names.ts';

/** Brings every service's database up to the code. Each is migrated by its own owner role. */
export async function migrateServices(
  urls: Readonly<Record<ServiceName, Pick<CouncilUrls[ServiceName], 'owner'>>>,
): Promise<void> {
  await Promise.all([
    migrate(peopleService.database, urls.people.owner),
    migrate(practiceService.database, urls.practice.owner),
    migrate(financeService.database, urls.finance.owner),
  ]);
}
