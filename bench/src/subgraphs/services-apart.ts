import { randomUUID } from 'node:crypto';
import { serviceActor } from '@connected-lives/kit/actor';
import { findFreePort } from '@connected-lives/scripts/free-port';
import type { ServiceName } from '@connected-lives/kit/service-name';
import type { ServiceUrls } from '../gateways/gateway-settings.ts';
import { Child } from '../processes/child.ts';
import type { Bench } from '../scenarios/scenario.ts';
import { eachService } from './each-service.ts';
import type { ServiceSettings } from './service.child.ts';

/** The services as processes of their own, with their addresses. */
export interface ServicesApart {
  readonly processes: Readonly<Record<ServiceName, Child>>;
  readonly urls: ServiceUrls;
  /** Lets one of our processes read the events of these. */
  readonly token: string;
}

/** The three services as `npm run start:apart` has them: each alone, over HTTP on Apollo Server. */
export async function startServicesApart({ copy, issuer, stack }: Bench): Promise<ServicesApart> {
  const urls = await eachService(async () => `http://127.0.0.1:${String(await findFreePort())}`);
  const token = issuer.tokenFor(serviceActor(randomUUID(), 'Bench'));
  const started: Child[] = [];
  stack.defer(async () => {
    // At once: the feeds that one follows end only when their services do.
    await Promise.all(started.map((service) => service.stop()));
  });
  const processes = await eachService(async (name) => {
    const settings: ServiceSettings = {
      name,
      databaseUrl: copy.urls[name].app,
      urls,
      trust: issuer.trust,
      token,
    };
    const service = await Child.start('subgraphs/service.child', settings, PRODUCTION);
    started.push(service);
    return service;
  });
  return { processes, urls, token };
}

/** As on a real server: Apollo and others leave out what is there for developers. */
export const PRODUCTION = { told: { NODE_ENV: 'production' } };
