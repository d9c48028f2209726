import process from 'node:process';

const IN_THE_SUITE = 250;

/** How many operations are written at random for each test supergraph. */
export function operationsWanted(): number {
  const wanted = Number(process.env['EXACTNESS_OPERATIONS'] ?? IN_THE_SUITE);
  if (!Number.isSafeInteger(wanted) || wanted < 1) {
    throw new Error('EXACTNESS_OPERATIONS is a whole number, at least 1.');
  }
  return wanted;
}
