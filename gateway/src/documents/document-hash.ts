import { hash } from 'node:crypto';

/** What a client sends instead of a document: the SHA-256 of its text as it is written, in hex. */
export function documentHash(text: string): string {
  return hash('sha256', text, 'hex');
}
