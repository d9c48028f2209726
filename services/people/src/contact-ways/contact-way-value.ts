import { isEmail } from 'class-validator';
import { ContactWayKind } from './contact-way-kind.ts';

/** Whether a text can be what its kind says: an e-mail address, or a number one may dial. */
export function isContactValue(kind: ContactWayKind, text: string): boolean {
  return kind === ContactWayKind.EMAIL ? isEmail(text) : /^\+?[\d ()-]{5,}$/.test(text);
}
