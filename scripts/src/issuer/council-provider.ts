import { type Actor, serviceActor } from '@connected-lives/kit/actor';
import { Provider } from 'oidc-provider';
import { demoPeople, demoUuid, findDemoPerson } from '../demo-people.ts';
import { AUDIENCE, claimsOf, RESOURCE } from './claims.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import { createMemoryAdapters } from './memory-adapter.ts';
import { errorPage } from './sign-in-page.ts';

/** One of the council's own processes, speaking for itself: it follows events and reads no record. */
export const SERVICES_CLIENT = 'council-services';
/** For the command line and GraphiQL: a demo person's token for the asking, without a page. */
export const DEMO_CLIENT = 'council-demo';
/** For web pages: authorization code with PKCE, through the sign-in page. */
export const PAGES_CLIENT = 'council-pages';

/** An extension grant (RFC 6749, section 4.5) that exists in development only. */
export const DEMO_PERSON_GRANT = 'urn:connected-lives:demo-person';

const HOUR_SECONDS = 3_600;

const GRAPH = {
  scope: 'graph',
  audience: AUDIENCE,
  accessTokenFormat: 'jwt',
  accessTokenTTL: HOUR_SECONDS,
  jwt: { sign: { alg: 'ES256' } },
} as const;

/** A real OpenID Connect provider over made-up people. What it issues is what a council's own would. */
export function createCouncilProvider(options: {
  url: string;
  keys: IssuerKeys;
  /** Pages from these addresses may ask for tokens and are returned to after signing in. */
  origins: readonly string[];
}): Provider {
  const { url, keys, origins } = options;
  const provider = new Provider(url, {
    adapter: createMemoryAdapters(),
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookies] },
    clients: [
      {
        client_id: SERVICES_CLIENT,
        client_secret: keys.services,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      },
      {
        client_id: DEMO_CLIENT,
        token_endpoint_auth_method: 'none',
        grant_types: [DEMO_PERSON_GRANT],
        response_types: [],
        redirect_uris: [],
      },
      {
        client_id: PAGES_CLIENT,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: origins.map((origin) => `${origin}/signed-in`),
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    claims: { openid: ['sub'], profile: ['name', 'role'] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => GRAPH,
      },
    },
    ttl: {
      AccessToken: HOUR_SECONDS,
      ClientCredentials: HOUR_SECONDS,
      IdToken: HOUR_SECONDS,
      Interaction: HOUR_SECONDS,
      Session: 12 * HOUR_SECONDS,
      Grant: 12 * HOUR_SECONDS,
    },
    pkce: { required: () => true },
    clientBasedCORS: (_ctx, origin) => origins.includes(origin),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => {
      const actor = demoPeople().find((person) => person.actor.id === id)?.actor;
      return actor === undefined
        ? undefined
        : { accountId: id, claims: () => ({ sub: id, ...claimsOf(actor) }) };
    },
    // The pages are the council's own, so nobody is asked whether they may see what the council shows.
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({
        clientId: client?.clientId,
        accountId: session?.accountId,
      });
      grant.addOIDCScope('openid profile');
      grant.addResourceScope(RESOURCE, GRAPH.scope);
      await grant.save();
      return grant;
    },
    formats: {
      customizers: {
        jwt: (_ctx, token, { payload }) => {
          const actor = 'accountId' in token ? actorOf(token.accountId) : councilServices();
          Object.assign(payload, claimsOf(actor), { sub: actor.id });
        },
      },
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error_description ?? out.error);
    },
  });
  registerDemoPersonGrant(provider);
  return provider;
}

function registerDemoPersonGrant(provider: Provider): void {
  provider.registerGrantType<{ demo_person?: string }>(
    DEMO_PERSON_GRANT,
    async (ctx) => {
      const asked = ctx.oidc.params.demo_person ?? '';
      const person = findDemoPerson(asked);
      if (person === null) {
        const names = demoPeople().map(({ name }) => name);
        ctx.status = 400;
        ctx.body = {
          error: 'invalid_grant',
          error_description: `There is no demo person "${asked}". There are: ${names.join(', ')}.`,
        };
        return;
      }
      const token = new provider.AccessToken({
        client: ctx.oidc.client,
        accountId: person.actor.id,
        gty: DEMO_PERSON_GRANT,
      } as ConstructorParameters<Provider['AccessToken']>[0]);
      token.resourceServer = new provider.ResourceServer(RESOURCE, GRAPH);
      ctx.body = {
        access_token: await token.save(),
        token_type: 'Bearer',
        expires_in: token.expiration,
      };
    },
    ['demo_person'],
  );
}

function actorOf(id: string): Actor {
  const actor = demoPeople().find((person) => person.actor.id === id)?.actor;
  if (actor === undefined) {
    throw new Error('A token was asked for somebody who is not a demo person.');
  }
  return actor;
}

function councilServices(): Actor {
  return serviceActor(demoUuid('service', SERVICES_CLIENT), 'Council services');
}
