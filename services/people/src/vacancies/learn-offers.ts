import type { EventConsumer } from '@connected-lives/kit/consumer';
import { sql } from 'kysely';
import type { PeopleTables } from '../tables.ts';

/** Learns what practice offers to learn, for vacancies to name. */
export const learnOffers: EventConsumer<PeopleTables> = {
  from: 'practice',
  kinds: ['learning-offer-published', 'learning-offer-withdrawn'],
  async learn({ db }, { kind, subjectId, version, payload }) {
    const withdrawn = kind === 'learning-offer-withdrawn';
    await sql`
      insert into known_learning_offer (id, title, withdrawn, version)
      values (${subjectId}, ${payload['title'] ?? ''}, ${withdrawn}, ${version})
      on conflict (id) do update set
        title = coalesce(${payload['title'] ?? null}, known_learning_offer.title),
        withdrawn = excluded.withdrawn, version = excluded.version
        where known_learning_offer.version < excluded.version`.execute(db);
  },
};
