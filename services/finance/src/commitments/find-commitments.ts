import {
  decodeCursor,
  isBehind,
  type Page,
  type PageArgs,
  pageOf,
} from '@connected-lives/kit/page';
import type { CommitmentsBy, CommitmentSlice } from './commitment.loaders.ts';
import type { CommitmentRow } from './select-commitment.ts';

/** A page of the commitments of one person, outcome or budget, the latest first. */
export async function findCommitments(
  commitmentsOf: CommitmentsBy,
  ownerId: string,
  args: PageArgs,
): Promise<Page<CommitmentRow>> {
  const before = isBehind(args.after) ? placeOf(args.after) : null;
  const rows = await commitmentsOf({ before, limit: args.first + 1 }).load(ownerId);
  return pageOf(rows, args, (commitment) => [commitment.committedAt.toISOString(), commitment.id]);
}

function placeOf(cursor: string): CommitmentSlice['before'] {
  const [committedAt, id] = decodeCursor(cursor, ['instant', 'id']);
  return { committedAt, id };
}
