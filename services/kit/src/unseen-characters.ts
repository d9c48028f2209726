import { getMetadataStorage, ValidationError } from 'class-validator';
import { Refusal } from './refusal.ts';

/**
 * Up to here a text is a name, a title or a note, which is one line wherever it is shown: in a list,
 * in a letter, in a file. A text that may be longer is in somebody's own words, and has paragraphs.
 */
const ONE_LINE_MAX = 500;

/**
 * What nobody sees and some programs obey: controls, what ends a line, and what turns the direction
 * in which the words around it are shown. Every script is written without them. U+200C and U+200D
 * are no such thing (Persian, Sinhala and emoji need them), nor are the marks U+200E and U+200F.
 */
// oxlint-disable-next-line no-control-regex -- They are what is looked for.
const UNSEEN_IN_LINE = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
/** In paragraphs there are tabs and ends of lines, and quotations in another direction. */
// oxlint-disable-next-line no-control-regex -- They are what is looked for.
const UNSEEN_IN_PARAGRAPHS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/u;

/** Why a text cannot stand in one line, or null where it can. */
export function unseenInLine(text: string): string | null {
  return whyNot(UNSEEN_IN_LINE.exec(text)?.[0]);
}

/** Why a text cannot stand in paragraphs, or null where it can. */
function unseenInParagraphs(text: string): string | null {
  return whyNot(UNSEEN_IN_PARAGRAPHS.exec(text)?.[0]);
}

function whyNot(found: string | undefined): string | null {
  if (found === undefined) {
    return null;
  }
  if (/[\t\n\r\u2028\u2029]/u.test(found)) {
    return 'is one line, without line breaks or tabs';
  }
  const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `has a character in it that nobody sees (U+${code}): write it without`;
}

/** The texts of an input, and of the inputs in it, that hold what nobody sees. */
export function unseenIn(input: object): ValidationError[] {
  const paragraphs = paragraphsOf(input.constructor);
  return Object.entries(input).flatMap(([field, value]: [string, unknown]) => {
    const whyNotHere = paragraphs.has(field) ? unseenInParagraphs : unseenInLine;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((each) => {
      if (typeof each === 'object' && each !== null) {
        return unseenIn(each);
      }
      const reason = typeof each === 'string' ? whyNotHere(each) : null;
      return reason === null ? [] : [faultOf(field, reason)];
    });
  });
}

/** The same of texts that have come another way than in an input of their own. */
export function requireOneLine(texts: object): void {
  for (const [field, text] of Object.entries(texts)) {
    const reason = typeof text === 'string' ? unseenInLine(text) : null;
    if (reason !== null) {
      throw new Refusal('BAD_USER_INPUT', `${field} ${reason}.`, { fields: [field] });
    }
  }
}

function faultOf(property: string, reason: string): ValidationError {
  return Object.assign(new ValidationError(), {
    property,
    constraints: { unseenCharacters: `${property} ${reason}` },
  });
}

const known = new Map<unknown, ReadonlySet<string>>();

/** The fields of an input that may be longer than a line, by the length that they may have. */
function paragraphsOf(input: Function): ReadonlySet<string> {
  const found = known.get(input);
  if (found !== undefined) {
    return found;
  }
  const rules = getMetadataStorage().getTargetValidationMetadatas(input, '', false, false);
  const fields = new Set(
    rules
      .filter(({ name, constraints }) => lengthMaxIn(name, constraints) > ONE_LINE_MAX)
      .map(({ propertyName }) => propertyName),
  );
  known.set(input, fields);
  return fields;
}

function lengthMaxIn(
  rule: string | undefined,
  constraints: readonly unknown[] | undefined,
): number {
  return rule === 'maxLength' || rule === 'isLength' ? Number(constraints?.at(-1)) : 0;
}
