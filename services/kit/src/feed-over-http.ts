import type { CouncilEvent } from './event-log.ts';
import type { FeedSource } from './feed-source.ts';

/** Gives an access token for the role `service`, renewed before it expires. */
export type TokenSource = () => Promise<string>;

const GRACE_MS = 5_000;

/** The feed of a service in another process, read page by page from its `/events` and `/looks`. */
export function feedOverHttp(serviceUrl: string, token: TokenSource): FeedSource {
  return {
    ...readOverHttp(new URL('/events', serviceUrl), token),
    looks: readOverHttp(new URL('/looks', serviceUrl), token),
  };
}

function readOverHttp(endpoint: URL, token: TokenSource): FeedSource {
  const read = async (
    query: Record<string, string>,
    after: string | null,
    signal: AbortSignal,
  ): Promise<readonly CouncilEvent[]> => {
    const url = new URL(endpoint);
    url.search = new URLSearchParams(after === null ? query : { ...query, after }).toString();
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${await token()}` },
      signal,
    });
    if (!response.ok) {
      throw new Error(`The event feed answered ${response.status}.`);
    }
    const events = (await response.json()) as CouncilEvent[];
    return events.map((event) => ({ ...event, at: new Date(event.at) }));
  };
  return {
    page: (after, limit, waitMs, signal) =>
      read(
        { limit: String(limit), wait: String(waitMs) },
        after,
        AbortSignal.any([signal, AbortSignal.timeout(waitMs + GRACE_MS)]),
      ),
    peek: (after, limit) =>
      read({ limit: String(limit), unsettled: 'yes' }, after, AbortSignal.timeout(GRACE_MS)),
  };
}

/** Tokens for a service from the issuer's client-credentials grant (RFC 6749, section 4.4). */
export function clientCredentials(options: {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  audience: string;
}): TokenSource {
  let token: Promise<{ value: string; until: number }> | undefined;
  const ask = async (): Promise<{ value: string; until: number }> => {
    const response = await fetch(options.tokenUrl, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${options.clientId}:${options.clientSecret}`).toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        resource: `urn:${options.audience}`,
      }),
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) {
      throw new Error(`The issuer answered ${response.status} to a service.`);
    }
    const body = (await response.json()) as { access_token: string; expires_in: number };
    return { value: body.access_token, until: performance.now() + (body.expires_in - 60) * 1_000 };
  };
  return async () => {
    let current = await token?.catch(() => undefined);
    if (current === undefined || current.until < performance.now()) {
      token = ask();
      current = await token;
    }
    return current.value;
  };
}
