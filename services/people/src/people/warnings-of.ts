import { londonDay } from '@connected-lives/kit/london-day';
import type { PersonChange } from './person-change.input.ts';
import type { Warning } from './person-recorded.type.ts';

/** Nobody known to a council has been older: a birthday before that is a slip of the pen. */
const AGE_MAX = 120;

/** What looks wrong in what was written down of a person. It is kept all the same. */
export function warningsOf(
  change: Pick<PersonChange, 'gpPracticeCode' | 'dateOfBirth'>,
  now: Date,
): Warning[] {
  const { gpPracticeCode, dateOfBirth } = change;
  const today = londonDay(now);
  const eldest = `${String(Number(today.slice(0, 4)) - AGE_MAX)}${today.slice(4)}`;
  const warn = (field: string, wrong: boolean, message: string): Warning[] =>
    wrong ? [{ field, message }] : [];
  return [
    // The register of practices is the NHS's, and its codes change without asking us.
    ...warn(
      'gpPracticeCode',
      !/^[A-Z]\d{5}$/.test(gpPracticeCode ?? 'A00000'),
      'A practice code is a letter and five digits.',
    ),
    ...warn(
      'dateOfBirth',
      (dateOfBirth ?? today) < eldest,
      `This is more than ${String(AGE_MAX)} years ago.`,
    ),
  ];
}
