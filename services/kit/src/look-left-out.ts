/** Rows that were read and are not shown, such as the first of the next page: no look at anybody. */
const leftOut = new WeakSet<object>();

export function leaveOut(row: unknown): void {
  if (typeof row === 'object' && row !== null) {
    leftOut.add(row);
  }
}

export function isLeftOut(row: object): boolean {
  return leftOut.has(row);
}
