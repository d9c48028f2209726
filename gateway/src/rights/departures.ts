import type { VerifiedToken } from '@connected-lives/kit/token';
import { RequestRefusal } from '../errors/request-refusal.ts';

/** Somebody who works for the council left a team, or with null the council. */
export interface Departure {
  readonly practitionerId: string;
  readonly teamId: string | null;
  readonly at: Date;
}

/** No token is believed for longer: what was left before that is in no token any more. */
export const TOKEN_LIFE_MS_MAX = 24 * 60 * 60 * 1_000;

const COUNCIL = 'council';

/**
 * Who left which team since access tokens were issued that still name it.
 *
 * Such a token is refused as a whole, rather than believed without that team: services that stand
 * apart read the token themselves, so that they would believe the gateway's word or the token, and
 * whoever signs in again gets a token that is right everywhere.
 */
export class Departures {
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  /** Epoch milliseconds by practitioner, then by team. */
  readonly #left = new Map<string, Map<string, number>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Bears to hear of a departure twice, and of an earlier one late. */
  learn(departures: readonly Departure[]): void {
    this.#forget();
    let learned = false;
    for (const { practitionerId, teamId, at } of departures) {
      const teams = this.#left.get(practitionerId) ?? new Map<string, number>();
      const key = teamId ?? COUNCIL;
      if (at.getTime() > (teams.get(key) ?? this.#forgottenAt())) {
        this.#left.set(practitionerId, teams.set(key, at.getTime()));
        learned = true;
      }
    }
    if (learned) {
      this.#listeners.forEach((listener) => listener());
    }
  }

  /** Calls `listener` after every departure that is learned of; the answer stops it. */
  onDeparture(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Whether a token still says truly which teams its holder is in. One that does not say when it was
   * issued counts as old. Tokens tell time in whole seconds, so one that was issued in the second of
   * the departure is old too.
   */
  believes({ actor, issuedAt }: VerifiedToken): boolean {
    if (issuedAt !== null && issuedAt < this.#forgottenAt()) {
      return false;
    }
    const left = this.#left.get(actor.practitionerId ?? actor.id);
    return (
      left === undefined ||
      [COUNCIL, ...actor.teamIds].every((team) => (issuedAt ?? 0) >= (left.get(team) ?? 0))
    );
  }

  /** Refuses with UNAUTHENTICATED a token that `believes` does not. */
  requireBelieved(viewer: VerifiedToken): void {
    if (!this.believes(viewer)) {
      throw RequestRefusal.of(
        'UNAUTHENTICATED',
        'This access token is from before a change of your rights. Sign in again.',
        { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
      );
    }
  }

  #forgottenAt(): number {
    return this.#now() - TOKEN_LIFE_MS_MAX;
  }

  #forget(): void {
    const forgottenAt = this.#forgottenAt();
    for (const [practitionerId, teams] of this.#left) {
      for (const [team, at] of teams) {
        if (at < forgottenAt) {
          teams.delete(team);
        }
      }
      if (teams.size === 0) {
        this.#left.delete(practitionerId);
      }
    }
  }
}
