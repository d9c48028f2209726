import { describe, expect, it } from '@jest/globals';
import { Answer } from '../answer.ts';
import { Reader } from './reader.ts';

async function codesOf(reader: Reader): Promise<unknown[]> {
  const codes: unknown[] = [];
  for await (const { value } of reader) {
    codes.push(value.errors?.[0]?.extensions?.['code'] ?? 'event');
  }
  return codes;
}

describe('Reader', () => {
  it('gives everything that was said, in order, and then ends', async () => {
    const reader = new Reader(() => {});
    const said = ['{"data":{"n":1}}', '{"data":{"n":2}}'].map((text) => new Answer(text, false));

    said.forEach((answer) => reader.push(answer));
    reader.end('complete');

    const read: Answer[] = [];
    for await (const answer of reader) {
      read.push(answer);
    }
    expect(read).toEqual(said);
  });

  it('lets go of whoever has more than a megabyte waiting', async () => {
    let left = 0;
    const reader = new Reader(() => left++);

    for (let n = 0; n < 12; n++) {
      reader.push(new Answer(JSON.stringify({ data: 'x'.repeat(100_000) }), false));
    }

    expect(left).toBe(1);
    expect(reader.ended).toBe('slow');
    expect(await codesOf(reader)).toEqual(['SLOW_READER']);
  });

  it('gives an answer of more than a megabyte to whoever has read all the others', async () => {
    const reader = new Reader(() => {});
    const long = new Answer(JSON.stringify({ data: 'x'.repeat(1_500_000) }), false);

    reader.push(long);
    const { value } = await reader.next();
    reader.push(long);

    expect(value).toBe(long);
    expect(reader.ended).toBeUndefined();
  });

  it('lets go of whoever has more than a thousand events waiting', async () => {
    const reader = new Reader(() => {});

    for (let n = 0; n < 1_001; n++) {
      reader.push(new Answer('{"data":{}}', false));
    }

    expect(await codesOf(reader)).toEqual(['SLOW_READER']);
  });

  it('wakes whoever waits', async () => {
    const reader = new Reader(() => {});
    const next = reader.next();

    reader.push(new Answer('{"data":{}}', false));

    expect((await next).done).toBe(false);
  });
});
