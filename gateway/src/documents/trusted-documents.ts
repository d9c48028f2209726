import type { Actor, Role } from '@connected-lives/kit/actor';
import { RequestRefusal } from '../errors/request-refusal.ts';
import { documentHash } from './document-hash.ts';

export interface TrustedDocumentSettings {
  /** The text of each stored operation, by its hash. */
  readonly manifest: ReadonlyMap<string, string>;
  /** Who may send documents of their own also in production. */
  readonly mayExplore: readonly Role[];
}

/** A document as a client names it: by its text, by its hash, or by both. */
export interface AskedDocument {
  readonly query: string | null;
  readonly hash: string | null;
}

/**
 * The documents that were reviewed and stored. Where they are enforced, an access token that was
 * stolen runs what the council's own screens run and nothing else.
 */
export class TrustedDocuments {
  readonly #manifest: ReadonlyMap<string, string>;
  readonly #texts: ReadonlySet<string>;
  readonly #mayExplore: ReadonlySet<Role> | undefined;

  /** `enforced`: other documents are for those who may explore. Otherwise they are for everybody. */
  constructor(settings: TrustedDocumentSettings, enforced: boolean) {
    this.#manifest = settings.manifest;
    this.#texts = new Set(settings.manifest.values());
    this.#mayExplore = enforced ? new Set(settings.mayExplore) : undefined;
  }

  /** The text to run; throws a `RequestRefusal` when there is none, or when it is not trusted. */
  requireText({ query, hash }: AskedDocument, { role }: Actor): string {
    if (query === null) {
      return this.#requireStored(hash);
    }
    if (hash !== null && documentHash(query) !== hash) {
      throw RequestRefusal.of('BAD_REQUEST', 'The hash is not that of the query.');
    }
    if (this.#mayExplore !== undefined && !this.#mayExplore.has(role) && !this.#texts.has(query)) {
      throw RequestRefusal.of(
        'DOCUMENT_NOT_TRUSTED',
        'Only stored operations are answered here. Send the hash of one, or ask for yours to be stored.',
        { status: 403 },
      );
    }
    return query;
  }

  #requireStored(hash: string | null): string {
    const text = hash === null ? undefined : this.#manifest.get(hash);
    if (text === undefined) {
      throw RequestRefusal.of(
        'DOCUMENT_NOT_FOUND',
        'There is no stored operation with this hash. Compare it with the manifest.',
      );
    }
    return text;
  }
}
