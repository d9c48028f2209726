import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  CircuitBreaker,
  type CircuitState,
  DEFAULT_CIRCUIT,
  type Outcome,
} from './circuit-breaker.ts';

let now: number;
let states: CircuitState[];
let breaker: CircuitBreaker;
beforeEach(() => {
  now = 1_000;
  states = [];
  breaker = new CircuitBreaker(
    DEFAULT_CIRCUIT,
    (state) => states.push(state),
    () => now,
  );
});

function ask(outcome: Outcome): void {
  breaker.settle(breaker.admit(), outcome);
}

function fail(times: number): void {
  for (let n = 0; n < times; n++) {
    ask('failed');
  }
}

describe('a circuit breaker', () => {
  it('opens after five failures in a row, and not after four', () => {
    fail(4);
    ask('answered');
    fail(4);
    expect(breaker.admit()).toBe('usual');

    fail(1);

    expect(breaker.admit()).toBe('refused');
    expect(states).toEqual(['open']);
  });

  it('opens when more than half of the last twenty failed within ten seconds', () => {
    for (let n = 0; n < 10; n++) {
      ask('failed');
      ask('answered');
    }
    expect(breaker.state).toBe('closed');

    ask('failed');
    expect(breaker.state).toBe('closed');
    ask('failed');

    expect(breaker.state).toBe('open');
  });

  it('forgets failures that are longer ago', () => {
    for (let n = 0; n < 30; n++) {
      ask('failed');
      ask('failed');
      ask('answered');
      now += 3_000;
    }

    expect(breaker.state).toBe('closed');
  });

  it('lets one probe through after two seconds, and closes when it is answered', () => {
    fail(5);
    now += 1_999;
    expect(breaker.admit()).toBe('refused');

    now += 1;
    expect(breaker.admit()).toBe('probe');
    expect(breaker.admit()).toBe('refused');
    breaker.settle('probe', 'answered');

    expect(breaker.admit()).toBe('usual');
    expect(states).toEqual(['open', 'half open', 'closed']);
  });

  it('rests again when the probe fails', () => {
    fail(5);
    now += 2_000;
    ask('failed');

    expect(breaker.admit()).toBe('refused');
    now += 2_000;
    expect(breaker.admit()).toBe('probe');
  });

  it('sends another probe when a client left before the first was answered', () => {
    fail(5);
    now += 2_000;
    ask('unknown');

    expect(breaker.state).toBe('half open');
    expect(breaker.admit()).toBe('probe');
  });

  it('does not believe answers to what was asked before it opened', () => {
    const early = breaker.admit();
    fail(5);

    breaker.settle(early, 'answered');

    expect(breaker.admit()).toBe('refused');
  });

  it('begins anew once it has closed', () => {
    fail(5);
    now += 2_000;
    ask('answered');
    fail(4);

    expect(breaker.state).toBe('closed');
  });
});
