import { Refusal } from '@connected-lives/kit/refusal';
import type { Warning } from '../person-recorded.type.ts';
import {
  type CodeList,
  CODES_RELEASE,
  STATUTORY_CODES,
  type StatutoryCode,
} from './release-2.codes.ts';

/**
 * A code as the return writes it, whatever the capitals. One that a verified list does not have is
 * refused; where the list itself is not verified, it is kept and said.
 */
export function readCode(
  name: StatutoryCode,
  text: string,
): { readonly code: string; readonly warning: Warning | null } {
  const list: CodeList = STATUTORY_CODES[name];
  const code = listed(list, text);
  if (code !== undefined) {
    return { code, warning: null };
  }
  const message = `This is none of the codes of ${name} in release ${CODES_RELEASE} of Client Level Data.`;
  if (list.verified) {
    throw new Refusal('UNKNOWN_CODE', message, { field: name });
  }
  return { code: text.trim(), warning: { field: name, message } };
}

/** The same or null, for whoever reads many and turns nobody away. */
export function findCode(name: StatutoryCode, text: string): string | null {
  const list: CodeList = STATUTORY_CODES[name];
  return listed(list, text) ?? (list.verified ? null : text.trim());
}

function listed({ groups }: CodeList, text: string): string | undefined {
  const wanted = text.trim().toLowerCase();
  return Object.values(groups)
    .flat()
    .find((each) => each.toLowerCase() === wanted);
}
