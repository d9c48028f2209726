import type { Actor } from '@connected-lives/kit/actor';
import type { Logger } from '@connected-lives/kit/log';
import type { Subgraph } from '@connected-lives/kit/subgraph';
import { refusalOf } from '../errors/answer-fault.ts';
import { inTime } from '../transport/in-time.ts';

/** As long as for any other answer. A stream that is not shared is dearer, not wrong. */
const WAIT_MS = 2_000;

/** Somebody whose rights are being read. */
interface Reading {
  readonly practitionerId: string | null;
  changed: boolean;
}

/**
 * What is a viewer's own besides role and teams: people who are open to them alone, or closed to
 * them alone. The people service decides that and the others learn it a moment later.
 */
export class OwnRights {
  readonly #logger: Logger;
  readonly #waitMs: number;
  readonly #readings = new Set<Reading>();

  constructor(logger: Logger, waitMs = WAIT_MS) {
    this.#logger = logger;
    this.#waitMs = waitMs;
  }

  /**
   * Undefined when it cannot be said for certain: a subgraph cannot say or does not answer, not all
   * say the same, or there was news of this viewer meanwhile, which what was read may lack.
   *
   * All subgraphs are asked, whatever the operation needs: as long as one has not learned of a
   * change, what it says of this viewer is what it said before.
   */
  async read(subgraphs: readonly Subgraph[], actor: Actor): Promise<string | undefined> {
    if (subgraphs.some((subgraph) => subgraph.rightsOf === undefined)) {
      return undefined;
    }
    const reading: Reading = { practitionerId: actor.practitionerId, changed: false };
    this.#readings.add(reading);
    try {
      const texts = await Promise.all(subgraphs.map((subgraph) => this.#rightsIn(subgraph, actor)));
      const [first] = texts;
      return !reading.changed && texts.every((text) => text === first) ? first : undefined;
    } catch (fault) {
      this.#logger.warn(
        { code: refusalOf(fault, this.#logger).code },
        'a stream is not shared: what is its viewer’s own cannot be read',
      );
      return undefined;
    } finally {
      this.#readings.delete(reading);
    }
  }

  #rightsIn(subgraph: Subgraph, actor: Actor): Promise<string | undefined> {
    return inTime(subgraph.name, this.#waitMs, undefined, async () => subgraph.rightsOf?.(actor));
  }

  /** There is news of a member of staff: what is being read of them may be from before. */
  changed(practitionerId: string): void {
    for (const reading of this.#readings) {
      reading.changed ||= reading.practitionerId === practitionerId;
    }
  }
}
