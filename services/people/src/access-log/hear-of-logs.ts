import { LOG_FAILED } from '@connected-lives/kit/access-log-gap';
import type { EventConsumer } from '@connected-lives/kit/consumer';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import type { PeopleTables } from '../tables.ts';
import { privacyAlertRaised } from './privacy-alert.events.ts';
import { PrivacyAlertKind } from './privacy-alert.table.ts';

/**
 * Hears how the logs of a service fare: its newest seals, which the kit keeps, and the times in
 * which reads were refused because they could not be recorded.
 */
function hearOfLogs(from: ServiceName): EventConsumer<PeopleTables> {
  return {
    from,
    about: 'logs',
    kinds: [LOG_FAILED],
    async learn(learning, { payload }) {
      const kind = PrivacyAlertKind.LOG_UNAVAILABLE;
      const alert = await learning.db
        .insertInto('privacyAlert')
        .values({ kind, service: from, refused: Number(payload['refused']) })
        .returning('id')
        .executeTakeFirstOrThrow();
      await learning.record(privacyAlertRaised(alert.id, kind));
    },
  };
}

export const logHearers = SERVICE_NAMES.map(hearOfLogs);
