import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ScriptedFeed } from '../rights/scripted-feed.given.ts';
import { until } from '../until.given.ts';
import { startTeamScreens } from './start-team-screens.given.ts';
import type { TeamLog } from './team-log.given.ts';
import { saw, type Screen, type TeamScreens } from './team-screens.given.ts';

let log: TeamLog;
let feed: ScriptedFeed;
let wall: TeamScreens;
let stop: () => Promise<void>;
beforeEach(async () => {
  ({ log, feed, wall, stop } = await startTeamScreens());
});
afterEach(() => stop());

/** Something of which the viewers of this gateway are told nothing. */
async function withhold(streams = 1): Promise<void> {
  const before = log.reached.length;
  log.withheld.add(`${Number.parseInt(log.head, 10) + 1}.0`);
  log.say();
  await until(() => log.reached.length === before + streams);
}

const closedTo = (whom: string) => ({
  kind: 'closure-changed',
  subjectId: crypto.randomUUID(),
  payload: { whom, why: 'FAMILY_OR_FRIEND', untilAt: null },
});

async function watchTogether(count: number): Promise<Screen[]> {
  const screens: Screen[] = [];
  while (screens.length < count) {
    screens.push(wall.watch(null));
    await wall.untilRead(screens.length);
  }
  return screens;
}

describe('an event that is withheld', () => {
  it('leaves the stream ready for whoever comes back with the last thing that was said', async () => {
    const [first] = await watchTogether(1);
    const cursor = log.say();
    await until(saw([first as Screen], cursor));
    await withhold();

    const back = wall.watch(cursor);
    await wall.untilRead(2);
    const next = log.say();
    await until(saw([first as Screen, back], next));

    expect(back.shown).toEqual([next]);
    expect(log.opened).toBe(1);
  });

  it('leaves it ready for whoever has read until behind it, such as the board itself', async () => {
    const [first] = await watchTogether(1);
    await withhold();

    const back = wall.watch(log.head);
    await wall.untilRead(2);
    const next = log.say();
    await until(saw([first as Screen, back], next));

    expect(back.shown).toEqual([next]);
    expect(log.opened).toBe(1);
  });

  it('keeps nothing back from whoever has missed what was said before it', async () => {
    const [first] = await watchTogether(1);
    const missed = log.say();
    await until(saw([first as Screen], missed));
    await withhold();

    const back = wall.watch('0.0');
    await until(saw([back], missed));
    await until(() => log.following === 1);
    const next = log.say();
    await until(saw([first as Screen, back], next));

    expect(back.shown).toEqual([missed, next]);
    expect(log.opened).toBe(2);
  });

  it('is come past by a stream that has nothing else to replay, which then becomes one with the other', async () => {
    const [first] = await watchTogether(1);
    await withhold();
    await withhold();

    wall.watch('0.0');
    wall.watch('1.0');
    await wall.untilRead(3);

    await until(() => log.following === 1);
    expect(first?.codes).toEqual([]);
    expect(log.logged).toEqual([]);
  });

  it('is forgotten when the rights change under which it was read', async () => {
    const [first, second, third] = await watchTogether(3);
    await withhold();

    feed.say(closedTo(first?.id ?? ''));
    await until(() => first?.codes.includes('complete') === true);
    const next = log.say();
    await until(saw([second as Screen, third as Screen], next));

    expect(first?.codes).toEqual(['STREAM_AGAIN', 'complete']);
    expect([second?.codes, third?.codes]).toEqual([[], []]);
    expect(log.opened).toBe(1);
  });

  it('is asked for again by all when it was read under rights that had just changed', async () => {
    const [named, colleague, another] = await watchTogether(3);
    // Committed, and nobody has heard of it yet: to them the event is closed, to the others it is not.
    feed.sayUnsettled(closedTo(named?.id ?? ''));

    await withhold();
    await until(() =>
      [named, colleague, another].every((each) => each?.codes.includes('complete')),
    );

    for (const each of [named, colleague, another]) {
      expect(each?.codes).toEqual(['STREAM_AGAIN', 'complete']);
      expect(each?.shown).toEqual([]);
    }
    await until(() => log.following === 0);
  });
});

describe('rights that change while an event is on its way', () => {
  it('end nothing for whoever comes only then', async () => {
    const [first, second] = await watchTogether(2);
    const release = log.names.hold();
    log.say();
    await until(() => log.names.fetches.length === 1);
    feed.say(closedTo(first?.id ?? ''));
    await until(() => first?.codes.includes('complete') === true);

    const late = wall.watch(null);
    await wall.untilRead(2);
    release();
    await until(() => second?.codes.includes('complete') === true);
    const next = log.say();
    await until(saw([late], next));

    expect(second?.codes).toEqual(['STREAM_AGAIN', 'complete']);
    expect(late.codes).toEqual([]);
    expect(late.shown).toEqual([next]);
  });
});

describe('rights that change while a stream is being opened', () => {
  it('end nothing for the others who wait for it', async () => {
    const release = log.holdOpening();
    const first = wall.watch(null);
    await until(() => log.askedBy.length === 1);
    const second = wall.watch(null);
    await until(() => log.rightsRead === 2 && log.names.rightsRead === 2);

    feed.say(closedTo(first.id));
    await until(() => first.codes.includes('complete'));
    release();
    await wall.untilRead(1);
    const next = log.say();
    await until(saw([second], next));

    expect(second.codes).toEqual([]);
    expect(log.opened).toBe(1);
  });
});
