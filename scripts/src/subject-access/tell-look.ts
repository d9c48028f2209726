import type { HeldRow } from '@connected-lives/kit/held-about';
import {
  operationInWords,
  reasonInWords,
  roleInWords,
} from '@connected-lives/people/access-log/look-words';
import type { LookRow } from '@connected-lives/people/access-log/look.table';
import { wordsOfValue } from './words.ts';

/** Tables of which each row says that somebody looked. */
export const LOOKS: ReadonlySet<string> = new Set(['look', 'access_log']);

/** One look in the words in which the person reads it online. The file has every column of it. */
export function tellLook(
  row: HeldRow,
  names: Readonly<Record<string, string>>,
): [what: string, words: string][] {
  const relationship = (row['relationship'] ?? null) as LookRow['relationship'];
  const who = [
    row['actor_name'],
    roleInWords(row['actor_role'] as LookRow['actorRole'], relationship),
    wordsOfValue('team_ids', row['team_ids'], names),
  ];
  return [
    ['When', wordsOfValue('at', row['at'], names) ?? ''],
    ['Who', who.filter((part) => typeof part === 'string').join(', ')],
    ['What they did', operationInWords(String(row['operation']))],
    ['Why', reasonInWords((row['purpose'] ?? null) as LookRow['purpose'], relationship)],
    ['From where', wordsOfValue('origin', row['origin'], names) ?? ''],
  ];
}
