/** `setTimeout` knows no longer wait: 24 days. */
export const TIMER_MS_MAX = 2 ** 31 - 1;
