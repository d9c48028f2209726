import { describe, expect, it } from '@jest/globals';
import { Answer } from '../answer.ts';
import { actor } from '../subgraph.given.ts';
import { until } from '../until.given.ts';
import { Reader, type StreamEnd } from './reader.ts';
import { ClientTie } from './stream-client.ts';

function tied(lifeMs: number) {
  const leaving = new AbortController();
  const cut: StreamEnd[] = [];
  const tie = new ClientTie({
    viewer: { actor: actor(), token: '', issuedAt: null, expiresAt: Date.now() + lifeMs },
    requestId: 'a',
    traceparent: undefined,
    leaving: leaving.signal,
    abandon: (why) => cut.push(why),
  });
  const reader = new Reader((why) => tie.release(why));
  tie.hold(reader);
  return { reader, leaving, cut };
}

describe('a stream whose token has expired', () => {
  it('is cut off when its last words are not read', async () => {
    const { reader, cut } = tied(0);

    await until(() => cut.length === 1);

    expect(cut).toEqual(['expired']);
    expect((await reader.next()).value?.text).toContain('TOKEN_EXPIRED');
  });

  it('says nothing more of what was waiting to be read', async () => {
    const { reader } = tied(0);
    reader.push(new Answer('{"data":{}}', false));
    await until(() => reader.ended === 'expired');

    const words: string[] = [];
    for await (const { text } of reader) {
      words.push(text);
    }

    expect(words).toEqual([expect.stringContaining('TOKEN_EXPIRED')]);
  });

  it('is left alone when its client has gone', async () => {
    const [gone, stays] = [tied(0), tied(0)];
    await until(() => gone.reader.ended === 'expired');

    gone.leaving.abort();
    await until(() => stays.cut.length === 1);

    expect(gone.cut).toEqual([]);
  });
});

describe('a client that has left already', () => {
  it('is told nothing', async () => {
    const leaving = AbortSignal.abort();
    const tie = new ClientTie({
      viewer: { actor: actor(), token: '', issuedAt: null, expiresAt: Date.now() + 60_000 },
      requestId: 'a',
      traceparent: undefined,
      leaving,
      abandon: () => {},
    });
    const reader = new Reader((why) => tie.release(why));

    tie.hold(reader);

    expect(reader.ended).toBe('left');
    expect((await reader.next()).done).toBe(true);
  });
});
