import type { Standing, Viewer } from '../access/viewers.ts';

/** Whoever has one of these standings reads the record. */
const READ_THE_RECORD: readonly Standing[] = ['reach', 'themself', 'representative'];

/** What others read of it, by where it stands: finance pays, and a holder answers for their budget. */
const READ_BESIDES: Readonly<Partial<Record<Standing, readonly RegExp[]>>> = {
  finance: [/^finance\.commitment\./],
  holder: [/^finance\.commitment\./],
};

/** Whether the words of a column of the record may be in an answer to this viewer. */
export function mayRead({ standings }: Viewer, column: string): boolean {
  return (
    READ_THE_RECORD.some((standing) => standings.has(standing)) ||
    Object.entries(READ_BESIDES).some(
      ([standing, columns]) =>
        standings.has(standing as Standing) && columns.some((rule) => rule.test(column)),
    )
  );
}
