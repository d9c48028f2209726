import type { Adapter, AdapterPayload } from 'oidc-provider';

const DAY_SECONDS = 86_400;

interface Kept {
  readonly payload: AdapterPayload;
  /** Epoch milliseconds. */
  readonly until: number;
}

/**
 * Where the provider keeps who is signing in. In memory: a restart of the demo council signs pages
 * out, while access tokens, which are signed and not kept, go on.
 */
export function createMemoryAdapters(): (kind: string) => Adapter {
  const kept = new Map<string, Kept>();
  return (kind) => adapterFor(kind, kept);
}

function adapterFor(kind: string, kept: Map<string, Kept>): Adapter {
  const key = (id: string): string => `${kind} ${id}`;
  const find = (id: string): Promise<AdapterPayload | undefined> => {
    const found = kept.get(key(id));
    return Promise.resolve(
      found !== undefined && found.until > Date.now() ? found.payload : undefined,
    );
  };
  const findBy = (
    field: 'uid' | 'userCode',
    value: string,
  ): Promise<AdapterPayload | undefined> => {
    const found = [...kept].find(
      ([name, { payload }]) => name.startsWith(`${kind} `) && payload[field] === value,
    );
    return found === undefined ? Promise.resolve(undefined) : find(found[0].slice(kind.length + 1));
  };
  return {
    find,
    findByUid: (uid) => findBy('uid', uid),
    findByUserCode: (userCode) => findBy('userCode', userCode),
    upsert(id, payload, expiresInSeconds) {
      removeExpired(kept);
      kept.set(key(id), { payload, until: Date.now() + (expiresInSeconds ?? DAY_SECONDS) * 1_000 });
      return Promise.resolve(undefined);
    },
    async consume(id) {
      const payload = await find(id);
      if (payload !== undefined) {
        payload['consumed'] = Math.floor(Date.now() / 1_000);
      }
    },
    destroy(id) {
      kept.delete(key(id));
      return Promise.resolve(undefined);
    },
    revokeByGrantId(grantId) {
      for (const [name, { payload }] of kept) {
        if (payload.grantId === grantId) {
          kept.delete(name);
        }
      }
      return Promise.resolve(undefined);
    },
  };
}

function removeExpired(kept: Map<string, Kept>): void {
  for (const [name, { until }] of kept) {
    if (until <= Date.now()) {
      kept.delete(name);
    }
  }
}
