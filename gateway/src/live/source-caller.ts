import type { Actor } from '@connected-lives/kit/actor';
import type { Caller } from '../callers-request.ts';
import type { Seats } from './seats.ts';

interface SourceCallerSettings {
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly seats: Seats;
  /** Resolves when all is known that was said of anybody's rights until then. */
  readonly hearNews: () => Promise<void>;
  /** Called when the source has come past an event of which nobody is told. */
  readonly passedOver: (cursor: string) => Promise<void>;
}

/**
 * As whom a source asks the subgraphs, event by event: under the rights of the first who sits there,
 * on behalf of all. It knows of the event that is on its way under whose rights it was read so far,
 * and whether they still held when it had been.
 */
export class SourceCaller implements Caller {
  readonly requestId: string;
  readonly operationId = crypto.randomUUID();
  readonly signal: AbortSignal;
  readonly passedOver: (cursor: string) => Promise<void>;
  readonly #seats: Seats;
  readonly #hearNews: () => Promise<void>;
  /** Under whose rights the event that is on its way was read so far: practitioners, by id. */
  readonly #readAs = new Set<string | null>();
  /** Whether the rights of one of them have changed since. */
  #misread = false;
  /** What was to be heard before the event is said, once it is being heard. */
  #heard: Promise<void> | undefined;

  constructor({ requestId, signal, seats, hearNews, passedOver }: SourceCallerSettings) {
    this.requestId = requestId;
    this.signal = signal;
    this.passedOver = passedOver;
    this.#seats = seats;
    this.#hearNews = hearNews;
  }

  /** Under whose rights the next thing is read. Whoever asks for it reads under them. */
  get actor(): Actor {
    const { actor } = this.#seats.first;
    this.#readAs.add(actor.practitionerId);
    return actor;
  }

  get token(): string {
    return this.#seats.first.token;
  }

  get alsoFor(): readonly Actor[] {
    return this.#seats.nameOthers(this.actor);
  }

  get traceparent(): unknown {
    return this.#seats.traceparent;
  }

  /** What is committed by now of anybody's rights is heard while the logs are written. */
  allRead(): void {
    if (this.viewers.size > 1) {
      this.#heard = this.#hearNews();
    }
  }

  /** Whether an event is on its way: it was read, or is being read, and nobody was told of it yet. */
  get isReading(): boolean {
    return this.#readAs.size > 0;
  }

  /** Who is told something, and under whose rights: practitioners, by id. */
  get viewers(): ReadonlySet<string | null> {
    return new Set([...this.#readAs, ...this.#seats.practitionerIds]);
  }

  /** Whether the event that is on its way was read under rights that have changed since. */
  get hasMisread(): boolean {
    return this.#misread;
  }

  rightsChanged(practitionerId: string): void {
    this.#misread ||= this.#readAs.has(practitionerId);
  }

  /**
   * Whether what was read holds, be it something to say or that there is nothing: what was read may
   * be news to the viewers and to whom it was read as, so the news comes first.
   */
  async holds(): Promise<boolean> {
    if (this.viewers.size > 1) {
      await (this.#heard ?? this.#hearNews());
    }
    return !this.#misread;
  }

  /** Nothing is on its way from here on. */
  rest(): void {
    this.#readAs.clear();
    this.#misread = false;
    this.#heard = undefined;
    this.#seats.forgetNamed();
  }
}
