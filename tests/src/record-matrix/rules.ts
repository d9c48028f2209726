import type { Standing, Viewer } from '../access/viewers.ts';

/** Whoever has one of these standings reads the record. */
const READ_THE_RECORD: readonly Standing[] = ['reach', 'themself', 'representative'];

/** What others read of it, by where it stands: finance pays, and a holder answers for their budget. */
const READ_BESIDES: Readonly<Partial<Record<Standing, readonly RegExp[]>>> = {
  finance: [/^finance\.commitment\./, /^people\.address\./],
  holder: [/^finance\.commitment\./],
};

/** What only these read, whoever else reads the record: the practitioner is named for the address. */
const READ_BY_FEW: Readonly<Record<string, readonly Standing[]>> = {
  'people.protected_address.': ['themself', 'holder'],
  'people.contact_way.': ['themself', 'holder'],
  // Why it is protected is said to the person, in all that is held of them.
  'people.protected_address_viewer.': ['themself'],
};

/** Whether the words of a column of the record may be in an answer to this viewer. */
export function mayRead({ standings }: Viewer, column: string): boolean {
  const few = Object.entries(READ_BY_FEW).find(([table]) => column.startsWith(table));
  if (few !== undefined) {
    return few[1].some((standing) => standings.has(standing));
  }
  return (
    READ_THE_RECORD.some((standing) => standings.has(standing)) ||
    Object.entries(READ_BESIDES).some(
      ([standing, columns]) =>
        standings.has(standing as Standing) && columns.some((rule) => rule.test(column)),
    )
  );
}
