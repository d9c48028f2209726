import type { Actor } from '@connected-lives/kit/actor';
import { isAfter, type Position } from '@connected-lives/kit/event-log';
import type { VerifiedToken } from '@connected-lives/kit/token';
import type { Answer } from '../answer.ts';
import { STREAM_AGAIN } from './last-words.ts';
import { Reader, type StreamEnd } from './reader.ts';

/** Who is to be told something, and of what occasion. */
export interface Arrival {
  readonly viewer: VerifiedToken;
  /** What they have seen already: that, and what was before it, is not said to them again. */
  readonly seen?: Position | undefined;
  /** What they sent of W3C Trace Context. */
  readonly traceparent?: unknown;
}

interface Seat extends Arrival {
  /** Changes when their source goes over into another one. */
  at: Seats;
}

/**
 * Who is told what a source says. Each of them gets a line in the access log of every subgraph that
 * takes part in an event, so who comes while one is under way is not told of that one.
 */
export class Seats {
  readonly #seats = new Map<Reader, Seat>();
  readonly #emptied: () => void;
  /** Who is named in the access logs for the event under way. */
  #named: ReadonlySet<Reader> | undefined;
  #settled = false;
  #lastViewer: VerifiedToken;

  constructor(first: VerifiedToken, emptied: () => void) {
    this.#lastViewer = first;
    this.#emptied = emptied;
  }

  get size(): number {
    return this.#seats.size;
  }

  /** The one under whose rights is read. When all have left, still the last of them. */
  get first(): VerifiedToken {
    for (const { viewer } of this.#seats.values()) {
      this.#lastViewer = viewer;
      break;
    }
    return this.#lastViewer;
  }

  /** Of the first who sent one: an event has one parent, however many see it. */
  get traceparent(): unknown {
    for (const { traceparent } of this.#seats.values()) {
      if (traceparent !== undefined) {
        return traceparent;
      }
    }
    return undefined;
  }

  get practitionerIds(): ReadonlySet<string | null> {
    return new Set(Array.from(this.#seats.values(), ({ viewer }) => viewer.actor.practitionerId));
  }

  take(arrival: Arrival, left: (why: StreamEnd) => void): Reader {
    const seat: Seat = { ...arrival, at: this };
    const reader: Reader = new Reader((why) => {
      seat.at.#leave(reader);
      left(why);
    });
    this.#seats.set(reader, seat);
    return reader;
  }

  /** Takes over all who sit at another source, and have been told everything until `seen`. */
  takeOver(others: Seats, seen: Position): void {
    for (const [reader, seat] of others.#seats) {
      seat.at = this;
      const later = seat.seen !== undefined && isAfter(seat.seen, seen) ? seat.seen : seen;
      this.#seats.set(reader, Object.assign(seat, { seen: later }));
    }
    others.#seats.clear();
    others.#emptied();
  }

  /**
   * For an access log: everybody else who will be told of the event under way. Until the event has
   * left its own subgraph, it may still be one that is withheld, which is followed by another.
   */
  nameOthers(actor: Actor): readonly Actor[] {
    if (this.#named === undefined || !this.#settled) {
      this.#named = new Set(this.#seats.keys());
    }
    const others = new Map<string, Actor>();
    for (const [reader, { viewer }] of this.#seats) {
      if (this.#named.has(reader)) {
        others.set(viewer.actor.id, viewer.actor);
      }
    }
    others.delete(actor.id);
    return [...others.values()];
  }

  /** From here on the logs of all subgraphs name the same. */
  settleNamed(): void {
    this.#settled = true;
  }

  /** Nothing is under way any more that somebody was named for. */
  forgetNamed(): void {
    this.#named = undefined;
    this.#settled = false;
  }

  /** Says it to those who are named for it and have not seen it. */
  tell(answer: Answer, at: Position | undefined): void {
    for (const [reader, { seen }] of this.#seats) {
      const isNew = seen === undefined || at === undefined || isAfter(at, seen);
      if (!isNew) {
        continue;
      }
      if (this.#named?.has(reader) !== false) {
        reader.push(answer);
      } else if (seen !== undefined) {
        // They would miss it, and know from where to begin again.
        reader.breakOff('again', STREAM_AGAIN);
      }
    }
  }

  breakOff(lastWords: Answer, practitionerId?: string): void {
    for (const [reader, { viewer }] of this.#seats) {
      if (practitionerId === undefined || viewer.actor.practitionerId === practitionerId) {
        reader.breakOff('again', lastWords);
      }
    }
  }

  end(why: StreamEnd, lastWords?: Answer): void {
    for (const reader of this.#seats.keys()) {
      reader.end(why, lastWords);
    }
  }

  #leave(reader: Reader): void {
    if (this.#seats.delete(reader) && this.#seats.size === 0) {
      this.#emptied();
    }
  }
}
