import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ScriptedFeed } from '../rights/scripted-feed.given.ts';
import { until } from '../until.given.ts';
import { startTeamScreens } from './start-team-screens.given.ts';
import type { TeamLog } from './team-log.given.ts';
import { saw, type Screen, type TeamScreens } from './team-screens.given.ts';

const STORM = 200;

let log: TeamLog;
let feed: ScriptedFeed;
let wall: TeamScreens;
let stop: () => Promise<void>;
beforeEach(async () => {
  ({ log, feed, wall, stop } = await startTeamScreens());
});
afterEach(() => stop());

const watch = (after: string | null, query?: string): Screen => wall.watch(after, query);
const untilRead = (readers: number): Promise<void> => wall.untilRead(readers);

/** Every cursor behind one and up to another. */
function between(after: string, last: string): string[] {
  const from = Number.parseInt(after, 10);
  return Array.from({ length: Number.parseInt(last, 10) - from }, (_, i) => `${from + i + 1}.0`);
}

/**
 * Says something again and again until told to stop, each time so long after the last was told of.
 * That is as long as the telling took, where it took longer: else nobody who is behind could catch
 * up on a machine that is busy with other tests.
 */
function keepTalking(restMs: number): () => void {
  const stopping = new AbortController();
  const talk = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const saidAt = performance.now();
      const cursor = log.say();
      await until(() => log.following === 0 || log.logged.some((told) => told.cursor === cursor));
      await pause(Math.max(restMs, performance.now() - saidAt));
    }
  };
  void talk();
  return () => stopping.abort();
}

/** Nobody is shown what the access log does not say they were shown. */
function expectLogged(screens: readonly Screen[]): void {
  const named = new Set(
    log.logged.flatMap(({ cursor, viewers }) => viewers.map((id) => `${id} ${cursor}`)),
  );
  for (const { id, shown } of screens) {
    expect(shown.filter((cursor) => !named.has(`${id} ${cursor}`))).toEqual([]);
  }
}

describe('a stream from a cursor', () => {
  it('needs none of its own when a shared one is no further', async () => {
    const first = watch(null);
    await untilRead(1);
    const cursor = log.say();
    await until(saw([first], cursor));

    const again = watch(cursor);
    await untilRead(2);
    const last = log.say();
    await until(saw([first, again], last));

    expect(again.shown).toEqual([last]);
    expect(log.opened).toBe(1);
  });

  it('is told first what was missed, then goes over into the shared one', async () => {
    const first = watch(null);
    await untilRead(1);
    const missed = [log.say(), log.say(), log.say()];
    await until(saw([first], log.head));

    const again = watch('0.0');
    await until(saw([again], log.head));
    await until(() => log.following === 1);
    const next = log.say();
    await until(saw([first, again], next));

    expect(again.shown).toEqual([...missed, next]);
    expect(first.shown).toEqual([...missed, next]);
    expect(log.opened).toBe(2);
    expectLogged([first, again]);
  });

  it('is shared by those who resume from the same one, also when nobody else is there', async () => {
    log.say();
    const missed = log.say();
    const screens = Array.from({ length: 5 }, () => watch('1.0'));

    await until(saw(screens, missed));
    await until(() => log.following === 1);
    const next = log.say();
    await until(saw(screens, next));

    for (const { shown } of screens) {
      expect(shown).toEqual([missed, next]);
    }
    expectLogged(screens);
  });

  it('begins where it says, though another that is shared has more to replay', async () => {
    const all = Array.from({ length: 40 }, () => log.say());
    const far = watch('0.0');
    await until(() => far.shown.length > 2);

    const near = watch('38.0');
    const now = watch(null);
    await untilRead(3);
    await until(saw([far, near], '40.0'));
    await until(() => log.following <= 2);
    const next = log.say();
    await until(saw([far, near, now], next));

    expect(far.shown).toEqual([...all, next]);
    expect(near.shown).toEqual(['39.0', '40.0', next]);
    expect(now.shown).toEqual([next]);
    await until(() => log.following === 1);
    expectLogged([far, near, now]);
  });

  it('is not told again by one that seemed to have nothing more to replay', async () => {
    const release = log.holdReading();
    between('0.0', '5.0').forEach(() => log.say());
    const far = watch('0.0');
    await untilRead(1);
    await pause(150);
    const near = watch('3.0');
    await untilRead(2);
    expect(log.opened).toBe(1);

    release();
    await until(saw([far, near], '5.0'));

    expect(far.shown).toEqual(between('0.0', '5.0'));
    expect(near.shown).toEqual(['4.0', '5.0']);
  });

  it('says each event once to everybody, wherever they begin while events go on', async () => {
    between('0.0', '60.0').forEach(() => log.say());
    const stopTalking = keepTalking(8);
    const live = watch(null);
    const screens: (Screen & { after: string })[] = [];
    for (let n = 0; n < 40; n++) {
      const after = `${Math.floor((Number.parseInt(log.head, 10) * ((n * 7) % 40)) / 40)}.0`;
      screens.push({ ...watch(after), after });
      await pause(n % 5);
    }
    await untilRead(41);
    await until(() => screens.every(({ shown }) => shown.length > 0) && live.shown.length > 0);
    stopTalking();
    const last = log.say();
    await until(saw([...screens, live], last));

    for (const { shown, after } of screens) {
      expect(shown).toEqual(between(after, last));
    }
    expect(live.shown).toEqual(between(`${Number.parseInt(live.shown[0] ?? '', 10) - 1}.0`, last));
    expectLogged([...screens, live]);

    await until(() => log.following === 1);
    const fetched = log.names.fetches.length;
    const next = log.say();
    await until(saw([...screens, live], next));
    expect(log.names.fetches).toHaveLength(fetched + 1);
  });

  it('is not shared when nobody can say how far it is', async () => {
    const blind = 'subscription ($after: String) { changed(after: $after) { person { name } } }';
    const fixed = 'subscription { changed(after: "0.0") { cursor person { name } } }';
    const unsure = `subscription ($after: String, $asks: Boolean = true) {
      changed(after: $after) { cursor @include(if: $asks) person { name } } }`;

    for (const [query, after] of [
      [blind, '0.0'],
      [fixed, null],
      [unsure, '0.0'],
    ] as const) {
      watch(after, query);
      watch(after, query);
    }
    await untilRead(6);

    expect(log.following).toBe(6);
  });
});

describe('two hundred screens that come back at once', () => {
  it('are each told what they missed, once, by a few streams that become one', async () => {
    between('0.0', '20.0').forEach(() => log.say());
    const stopTalking = keepTalking(50);
    // All but a few had seen the same when their gateway went away.
    const screens = Array.from({ length: STORM }, (_, n) => {
      const after = n % 25 === 0 ? `${n / 25 + 5}.0` : '18.0';
      return { ...watch(after), after };
    });
    let most = 0;
    const counting = setInterval(() => (most = Math.max(most, log.following)), 1);
    await untilRead(STORM);
    stopTalking();
    const last = log.say();
    await until(saw(screens, last));
    await until(() => log.following === 1);
    clearInterval(counting);

    for (const { shown, after } of screens) {
      expect(shown).toEqual(between(after, last));
    }
    expect(most).toBeLessThan(STORM / 5);
    expectLogged(screens);
    const fetched = log.names.fetches.length;
    const next = log.say();
    await until(saw(screens, next));
    expect(log.names.fetches).toHaveLength(fetched + 1);
  });

  it('need one stream when nothing happened meanwhile', async () => {
    log.say();
    const screens = Array.from({ length: STORM }, () => watch('1.0'));
    await untilRead(STORM);

    const next = log.say();
    await until(saw(screens, next));

    expect(log.opened).toBe(1);
  });
});

describe('the rights of those who resumed', () => {
  it('count in the stream that they went over into', async () => {
    const colleague = watch(null);
    await untilRead(1);
    log.say();
    const relative = watch('0.0');
    await until(saw([colleague, relative], '1.0'));
    await until(() => log.following === 1);

    feed.sayUnsettled({
      kind: 'closure-changed',
      subjectId: crypto.randomUUID(),
      payload: { whom: relative.id, why: 'FAMILY_OR_FRIEND', untilAt: null },
    });
    const closed = log.say();
    await until(saw([colleague], closed));

    await until(() => relative.codes.includes('complete'));
    expect(relative.codes[0]).toBe('STREAM_AGAIN');
    expect(relative.shown).toEqual(['1.0']);
  });

  it('are those of a stream of their own when they differ from everybody’s', async () => {
    const colleague = watch(null);
    await untilRead(1);
    log.say();
    const apart = watch('0.0');
    [log, log.names].forEach(({ rights }) => rights.set(apart.id, 'FAMILY_OR_FRIEND somebody'));
    await until(saw([colleague, apart], '1.0'));
    await pause(250);

    expect(log.following).toBe(2);
    expect(log.logged.filter(({ viewers }) => viewers.length > 1)).toEqual([]);
  });
});

describe('somebody who comes while an event is on its way', () => {
  it('is not shown it, for they are named in no log of it', async () => {
    const first = watch(null);
    await untilRead(1);
    const release = log.names.hold();
    log.say();
    await until(() => log.names.fetches.length === 1);
    const late = watch(null);
    await untilRead(2);
    release();
    await until(saw([first], '1.0'));

    const next = log.say();
    await until(saw([first, late], next));

    expect(late.shown).toEqual([next]);
    expectLogged([first, late]);
  });

  it('is told of it by a stream of their own when they resume', async () => {
    const first = watch(null);
    await untilRead(1);
    log.say();
    await until(saw([first], '1.0'));
    const release = log.names.hold();
    log.say();
    await until(() => log.names.fetches.length === 2);
    const back = watch('1.0');
    await until(() => log.names.fetches.length === 3);
    release();
    await until(saw([first, back], '2.0'));
    await until(() => log.following === 1);

    expect(back.shown).toEqual(['2.0']);
    expect(back.codes).toEqual([]);
    expectLogged([first, back]);
  });

  it('is told of the next one when that was withheld', async () => {
    const first = watch(null);
    await untilRead(1);
    log.withheld.add('1.0');
    log.say();
    await until(() => log.reached.length === 1);
    const late = watch(null);
    await untilRead(2);

    const next = log.say();
    await until(saw([first, late], next));

    expect(late.shown).toEqual([next]);
    expectLogged([first, late]);
  });
});
