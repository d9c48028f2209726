import { describe, expect, it } from '@jest/globals';
import { mayShow } from './disclosure.ts';

describe('a figure of a report', () => {
  it('may be shown from five people on', () => {
    expect([1, 4, 5, 6].map(mayShow)).toEqual([false, false, true, true]);
  });

  it('may be shown about nobody', () => {
    expect(mayShow(0)).toBe(true);
  });
});
