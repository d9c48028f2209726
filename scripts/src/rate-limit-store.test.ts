import { RateLimit } from '@connected-lives/gateway/limits/rate-limit';
import { serviceActor } from '@connected-lives/kit/actor';
import { createLogger } from '@connected-lives/kit/log';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from './jest/test-databases.ts';
import { openRateLimit } from './rate-limit-store.ts';

/** Gateways that wait no longer count by themselves, and a machine may be busy with other tests. */
const PATIENT_MS = 20_000;

let database: TestDatabase;
const stack = new AsyncDisposableStack();
beforeAll(async () => {
  database = await cloneDatabase('people');
});
afterAll(async () => {
  await stack.disposeAsync();
  await database.drop();
});

describe('a rate limit in PostgreSQL', () => {
  it('is one count for several gateways', async () => {
    const choice = { pointsPerMinute: 100, storeUrl: database.ownerUrl };
    const openGateway = () =>
      RateLimit.open(openRateLimit(choice, stack, createLogger('gateway', 'silent'), PATIENT_MS));
    const [one, other] = await Promise.all([openGateway(), openGateway()]);
    const viewer = serviceActor('01939c5e-0000-7000-8000-000000000001', 'A viewer');

    await one.spend(viewer, 60);
    await other.spend(viewer, 40);

    await expect(one.spend(viewer, 1)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
    });
    await expect(other.spend(viewer, 1)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(() => one.requireRest(viewer)).toThrow(
      expect.objectContaining({
        code: 'RATE_LIMITED',
        errors: [expect.objectContaining({ extensions: expect.objectContaining({ limit: 100 }) })],
      }),
    );
  });

  it('refuses to start over a PostgreSQL that does not answer', async () => {
    const choice = { pointsPerMinute: undefined, storeUrl: 'postgres://nobody@127.0.0.1:1/none' };

    await expect(
      RateLimit.open(openRateLimit(choice, stack, createLogger('gateway', 'silent'))),
    ).rejects.toThrow('ECONNREFUSED');
  });
});
