import { describe, expect, it } from '@jest/globals';
import { actor } from '../subgraph.given.ts';
import { Departures, TOKEN_LIFE_MS_MAX } from './departures.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const NORTH = '01939c5e-0000-7000-8000-0000000000aa';
const SOUTH = '01939c5e-0000-7000-8000-0000000000bb';
const WORKER = '01939c5e-0000-7000-8000-0000000000cc';

function tokenOf(teamIds: readonly string[], issuedAt: number | null, practitionerId = WORKER) {
  return {
    actor: actor({ id: practitionerId, practitionerId, teamIds }),
    token: 'a token',
    expiresAt: NOON + 30 * MINUTE,
    issuedAt,
  };
}

function afterLeaving(teamId: string | null, clock: { now: number } = { now: NOON }) {
  const departures = new Departures(() => clock.now);
  departures.learn([{ practitionerId: WORKER, teamId, at: new Date(NOON - 5 * MINUTE) }]);
  return departures;
}

describe('whoever left a team', () => {
  it('is not believed with a token from before that names the team', () => {
    const departures = afterLeaving(NORTH);

    expect(departures.believes(tokenOf([SOUTH, NORTH], NOON - 6 * MINUTE))).toBe(false);
    expect(() => departures.requireBelieved(tokenOf([NORTH], NOON - 6 * MINUTE))).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED', status: 401 }),
    );
  });

  it('is believed with a token from afterwards, and with one that never named the team', () => {
    const departures = afterLeaving(NORTH);

    expect(departures.believes(tokenOf([NORTH], NOON - 4 * MINUTE))).toBe(true);
    expect(departures.believes(tokenOf([SOUTH], NOON - 6 * MINUTE))).toBe(true);
  });

  it('takes nobody else along', () => {
    const colleague = tokenOf([NORTH], NOON - 6 * MINUTE, '01939c5e-0000-7000-8000-0000000000dd');

    expect(afterLeaving(NORTH).believes(colleague)).toBe(true);
  });

  it('is not believed with a token that does not say when it was issued', () => {
    const departures = afterLeaving(NORTH);

    expect(departures.believes(tokenOf([NORTH], null))).toBe(false);
    expect(departures.believes(tokenOf([SOUTH], null))).toBe(true);
  });

  it('is judged by the last time, whatever the order in which it is heard of', () => {
    const departures = afterLeaving(NORTH);
    departures.learn([{ practitionerId: WORKER, teamId: NORTH, at: new Date(NOON - 20 * MINUTE) }]);

    expect(departures.believes(tokenOf([NORTH], NOON - 6 * MINUTE))).toBe(false);
  });
});

describe('whoever left the council', () => {
  it('is not believed with any token from before', () => {
    const departures = afterLeaving(null);

    expect(departures.believes(tokenOf([], NOON - 6 * MINUTE))).toBe(false);
    expect(departures.believes(tokenOf([SOUTH], NOON - 6 * MINUTE))).toBe(false);
    expect(departures.believes(tokenOf([SOUTH], NOON - 4 * MINUTE))).toBe(true);
  });
});

describe('a day later', () => {
  it('the departure is forgotten, and so old a token is not believed at all', () => {
    const clock = { now: NOON };
    const departures = afterLeaving(NORTH, clock);
    clock.now += TOKEN_LIFE_MS_MAX;

    departures.learn([]);

    expect(departures.believes(tokenOf([NORTH], clock.now - MINUTE))).toBe(true);
    expect(departures.believes(tokenOf([SOUTH], NOON - 6 * MINUTE))).toBe(false);
  });
});
