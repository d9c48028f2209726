/**
 * How Node is to keep a gateway's memory, here and in a council's own installation.
 *
 * Node 24 lets two halves of the young generation grow to 67 MB each and old objects grow lazily, so
 * that long lists left a gateway at 350 to 400 MB that it did not need. With these it stays below
 * 250 MB; the case view costs the same, and very long answers to many clients at once cost more
 * collecting.
 */
export const GATEWAY_NODE_OPTIONS: readonly string[] = [
  '--max-semi-space-size=16',
  '--heap-growing-percent=50',
];
