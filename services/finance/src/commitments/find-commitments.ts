import {
  decodeCursor,
  isBehind,
  type Page,
  type PageArgs,
  pageOf,
} from '@connected-lives/kit/page';
import { Refusal } from '@connected-lives/kit/refusal';
import { requireId } from '@connected-lives/kit/require-id';
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
  const [committedAt = '', id] = decodeCursor(cursor, 2);
  if (Number.isNaN(Date.parse(committedAt))) {
    throw new Refusal(
      'BAD_CURSOR',
      'This cursor is not one of ours. Ask for the first page again.',
    );
  }
  return { committedAt, id: requireId({ id }) };
}
