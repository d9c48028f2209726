import { describe, expect, it } from '@jest/globals';
import { decodeCursor, pageOf } from './page.ts';
import { Refusal } from './refusal.ts';

const ID = '019a0000-0000-7000-8000-000000000001';
const cursorOf = (key: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** The code that a cursor is refused with; undefined when it is taken. */
function refusalOf(cursor: string, part: 'id' | 'instant' | 'day' | 'number' | 'text') {
  try {
    decodeCursor(cursor, [part]);
    return undefined;
  } catch (refusal) {
    return refusal instanceof Refusal ? refusal.code : refusal;
  }
}

describe('a cursor', () => {
  it('gives back what the page before ended with', () => {
    const key = ['2026-06-01T09:30:00.120Z', '2026-06-01', -3, 'O’Brien', ID] as const;
    const { pageInfo } = pageOf([{ id: ID }], { first: 1 }, () => key);

    expect(
      decodeCursor(pageInfo.endCursor ?? '', ['instant', 'day', 'number', 'text', 'id']),
    ).toEqual(key.map(String));
  });

  it.each([
    ['instant', 'yesterday'],
    ['instant', '2026-06-01'],
    ['instant', '0000-01-01T00:00:00.000Z'],
    ['day', '2026-02-31'],
    ['day', '2026-06-01T09:30:00.120Z'],
    ['number', '1.5'],
    ['number', '99999999999'],
    ['id', 'x'],
    ['id', null],
    ['text', 'a\0b'],
  ] as const)('is refused when its %s is %j', (part, value) => {
    expect(refusalOf(cursorOf([value]), part)).toBe('BAD_CURSOR');
  });

  it('is refused when it is no key, or one of another list', () => {
    for (const cursor of ['', 'x', cursorOf([]), cursorOf([ID, ID]), btoa('{"0":1}')]) {
      expect(refusalOf(cursor, 'id')).toBe('BAD_CURSOR');
    }
  });
});
