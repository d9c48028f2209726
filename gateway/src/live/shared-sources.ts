import type { Position } from '@connected-lives/kit/event-log';
import type { LiveSource } from './live-source.ts';

/** The sources of one question that viewers with the same rights ask. */
interface Alike {
  /** Says what happens from now on. There is none when everybody resumed. */
  live: LiveSource | undefined;
  /** Say first what somebody has missed. */
  readonly resumed: Set<LiveSource>;
}

const NONE: Alike = { live: undefined, resumed: new Set() };

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
      return alike?.live?.ended === true ? undefined : alike?.live;
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

  /** To be called when one of them got further, or had nothing to say for a while. */
  bringTogether(key: string): void {
    const alike = this.#byKey.get(key) ?? NONE;
    for (const source of alike.resumed) {
      for (const other of sourcesOf(alike)) {
        if (other !== source) {
          source.goOverInto(other, other === alike.live);
        }
      }
    }
  }
}

function sourcesOf({ live, resumed }: Alike): LiveSource[] {
  return live === undefined ? [...resumed] : [live, ...resumed];
}
