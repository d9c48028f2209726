import { randomUUID } from 'node:crypto';
import { cursorSince } from '@connected-lives/kit/cursor-since';
import type { CouncilEvent } from '@connected-lives/kit/event-log';
import type { FeedSource } from '@connected-lives/kit/feed-source';
import { peopleService } from '@connected-lives/people/people.service';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../journeys/answers.ts';
import { testService } from '../test-service.ts';

const people = testService(peopleService);
const { signal } = new AbortController();

async function leaveEvent(at: string, kind = 'tested'): Promise<string> {
  const subjectId = randomUUID();
  await people.arrange(`insert into event (at, kind, subject_id, version) values ($1, $3, $2, 1)`, [
    at,
    subjectId,
    kind,
  ]);
  return subjectId;
}

function isTested({ kind }: CouncilEvent): boolean {
  return kind === 'tested';
}

/** Of the test's own events alone: what the service says of its logs meanwhile is said today. */
const tested = {
  page: async (...[after, limit, waitMs, stop]: Parameters<FeedSource['page']>) => {
    let from = after;
    for (;;) {
      const events = await people.service.feed.page(from, 500, waitMs, stop);
      const found = events.filter(isTested);
      if (found.length > 0 || events.length === 0) {
        return found.slice(0, limit);
      }
      from = events.at(-1)?.cursor ?? null;
    }
  },
  peek: (...args: Parameters<FeedSource['peek']>) => people.service.feed.peek(...args),
};

/** Page by page, as a follower reads: while others write, one page may hold a part of what is there. */
async function subjectsSince(at: string): Promise<readonly string[]> {
  const subjects: string[] = [];
  let cursor = await cursorSince(tested, new Date(at), signal);
  for (;;) {
    const events = await people.service.feed.page(cursor, 500, 0, signal);
    const last = events.at(-1);
    if (last === undefined) {
      return subjects;
    }
    cursor = last.cursor;
    subjects.push(...events.filter(isTested).map(({ subjectId }) => subjectId));
  }
}

describe('a follower who needs the last hours only', () => {
  it('begins behind what is older, and misses nothing that is not', async () => {
    const old: string[] = [];
    for (let day = 10; day < 30; day++) {
      old.push(await leaveEvent(`2026-06-${day}T09:00:00Z`));
    }
    const recent = [
      await leaveEvent('2026-07-01T09:00:00Z'),
      await leaveEvent('2026-07-01T09:00:01Z'),
    ];

    // What is not settled yet is read a moment later.
    await eventually(async () => {
      expect(await subjectsSince('2026-06-01T00:00:00Z')).toEqual([...old, ...recent]);
    });
    await eventually(async () => {
      const read = await subjectsSince('2026-06-30T00:00:00Z');
      expect(read.slice(-2)).toEqual(recent);
      // The last of what is older marks the place.
      expect(read.length).toBeLessThanOrEqual(3);
      expect((await subjectsSince('2026-07-02T00:00:00Z')).length).toBeLessThanOrEqual(1);
    });
  });

  it('asks for few pages, however long the log is', async () => {
    const { feed } = people.service;
    let pages = 0;
    const counted = {
      page: (...args: Parameters<typeof feed.page>) => {
        pages++;
        return feed.page(...args);
      },
      peek: feed.peek.bind(feed),
    };
    await leaveEvent('2026-06-01T09:00:00Z', 'counted');

    await cursorSince(counted, new Date(), signal);

    expect(pages).toBeLessThan(80);
  });
});
