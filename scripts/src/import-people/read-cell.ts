import { unseenInLine } from '@connected-lives/kit/unseen-characters';
import type { ProblemKind } from './problems.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What spreadsheets take for the beginning of a formula. */
export const FORMULA = /^[=+\-@]/;
/** The same where a number is dialled, which may begin with a plus. */
export const DIALLED_FORMULA = /^[=\-@]|^\+(?!\d)/;

/** Bytes that mean nothing in Windows-1252. */
const NOT_WINDOWS = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * The text of a cell, or what is wrong with it. Another encoding is named and not converted: a
 * name that was guessed would stand on somebody's record.
 */
export function readCell(
  bytes: Uint8Array,
  lengthMax: number,
  formula = FORMULA,
): { text: string; problem: null } | { text: null; problem: ProblemKind } {
  let text: string;
  try {
    text = utf8.decode(bytes).normalize('NFC').trim();
  } catch {
    const problem = bytes.some((byte) => NOT_WINDOWS.has(byte)) ? 'wrong-encoding' : 'windows-1252';
    return { text: null, problem };
  }
  if (formula.test(text)) {
    return { text: null, problem: 'formula-like' };
  }
  if (unseenInLine(text) !== null) {
    // A file in UTF-16 is full of U+0000, and that is what is wrong with it.
    return { text: null, problem: text.includes('\0') ? 'wrong-encoding' : 'unseen-character' };
  }
  return text.length > lengthMax ? { text: null, problem: 'too-long' } : { text, problem: null };
}
