import type { Position } from '@connected-lives/kit/event-log';
import type { LiveSource } from './live-source.ts';

/** The sources of one question that viewers with the same rights ask. */
interface Alike {
  /** Says what happens from now on. There is none when everybody resumed. */
  live: LiveSource | undefined;
  /** Say first what somebody has missed. */
  readonly resumed: Set<LiveSource>;
}

/**
 * The sources that others may join, by what their viewers must have in common. Whoever resumes from
 * a cursor is told what they missed by a source of its own, shared with all who resume from the same
 * one. As soon as it has said everything that another source has said, it goes over into that one:
 * both say the same events in the same order, and each names the last one.
 */
export class SharedSources {
  readonly #byKey = new Map<string, Alike>();
  readonly #keys = new Map<LiveSource, string>();

  /** One that may be joined by somebody who has seen what is until here; without it, from now on. */
  find(key: string, seen: Position | undefined): LiveSource | undefined {
    const alike = this.#byKey.get(key);
    if (alike === undefined || seen === undefined) {
      return alike?.live?.mayBeJoined === true ? alike.live : undefined;
    }
    return sourcesOf(alike).find((source) => source.mayBeJoinedAfter(seen));
  }

  add(key: string, source: LiveSource, seen: Position | undefined): void {
    const alike = this.#byKey.get(key) ?? { live: undefined, resumed: new Set() };
    this.#byKey.set(key, alike);
    this.#keys.set(source, key);
    if (seen === undefined) {
      alike.live = source;
    } else {
      alike.resumed.add(source);
    }
  }

  /** It goes on by itself, and nobody else joins it. */
  remove(source: LiveSource): void {
    const key = this.#keys.get(source);
    const alike = key === undefined ? undefined : this.#byKey.get(key);
    if (key === undefined || alike === undefined) {
      return;
    }
    this.#keys.delete(source);
    alike.resumed.delete(source);
    if (alike.live === source) {
      alike.live = undefined;
    }
    if (alike.live === undefined && alike.resumed.size === 0) {
      this.#byKey.delete(key);
    }
  }

  /**
   * To be called when a source got further, or had nothing to say for a while. Only what it has to do
   * with is looked at: when a wall of screens comes back, there are as many sources as cursors.
   */
  bringTogether(source: LiveSource): void {
    const alike = this.#byKey.get(this.#keys.get(source) ?? '');
    if (alike === undefined) {
      return;
    }
    for (const other of sourcesOf(alike)) {
      if (other !== source) {
        goOver(source, other, alike);
        goOver(other, source, alike);
      }
    }
  }
}

/** The one that says what happens from now on stays: whoever resumed comes to it. */
function goOver(from: LiveSource, into: LiveSource, { live, resumed }: Alike): void {
  if (resumed.has(from)) {
    from.goOverInto(into, into === live);
  }
}

function sourcesOf({ live, resumed }: Alike): LiveSource[] {
  return live === undefined ? [...resumed] : [live, ...resumed];
}
