import { cursorOf } from './event-log.ts';
import type { FeedSource } from './feed-source.ts';

/**
 * A cursor behind which stands everything that happened at `at` or later, and little that happened
 * before: null for the beginning. For a follower who needs to know of the last hours only.
 *
 * A feed has no index of moments, but its order is nearly that of time. So the place is found by
 * halving, with some sixty pages of one event however long the log is. Give a margin to `at`: a long
 * transaction's events stand behind later ones.
 */
export async function cursorSince(
  feed: FeedSource,
  at: Date,
  signal: AbortSignal,
): Promise<string | null> {
  const beginsBefore = async (cursor: string | null): Promise<boolean> => {
    const [first] = await feed.page(cursor, 1, 0, signal);
    return first !== undefined && first.at < at;
  };
  if (!(await beginsBefore(null))) {
    return null;
  }
  let early = 0n;
  let late = 1n;
  while (await beginsBefore(cursorAt(late))) {
    early = late;
    late *= 2n;
  }
  while (late - early > 1n) {
    const middle = (early + late) / 2n;
    if (await beginsBefore(cursorAt(middle))) {
      early = middle;
    } else {
      late = middle;
    }
  }
  return cursorAt(early);
}

function cursorAt(xid: bigint): string {
  return cursorOf({ xid, id: -1n });
}
