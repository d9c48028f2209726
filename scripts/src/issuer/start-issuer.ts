import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { JSONWebKeySet } from 'jose';
import type { Provider } from 'oidc-provider';
import { demoPeople, findDemoPerson } from '../demo-people.ts';
import { findFreePort } from '../free-port.ts';
import { listen } from '../listen.ts';
import { PlainError } from '../plain-error.ts';
import { createCouncilProvider, SERVICES_CLIENT } from './council-provider.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import { errorPage, signInPage } from './sign-in-page.ts';

export interface RunningIssuer {
  readonly url: string;
  readonly tokenUrl: string;
  /** Where others find the keys that its tokens are signed with. */
  readonly jwksUrl: URL;
  /** The same keys, for whoever runs in this process. */
  readonly jwks: JSONWebKeySet;
  /** How the council's own services ask for their tokens. */
  readonly services: { readonly clientId: string; readonly clientSecret: string };
  stop(): Promise<void>;
}

/**
 * The identity issuer of development and tests. It gives anybody anyone's token, so it refuses to
 * run in production: there a council's own identity provider stands in its place.
 */
export async function startIssuer(options: {
  /** 0 for any free port. */
  port: number;
  keys: IssuerKeys;
  origins: readonly string[];
  production: boolean;
}): Promise<RunningIssuer> {
  const { keys, origins, production } = options;
  if (production) {
    throw new PlainError(
      'The development issuer gives anybody the token of any demo person, so it does not run with NODE_ENV=production. ' +
        'Unset NODE_ENV for the demo council.',
    );
  }
  const port = options.port === 0 ? await findFreePort() : options.port;
  const url = `http://localhost:${String(port)}`;
  const provider = createCouncilProvider({ url, keys, origins });
  const answer = provider.callback();
  const server = createServer((request, response) => {
    // Few requests come, and a kept connection would break under whoever asks after a restart.
    response.shouldKeepAlive = false;
    const work = request.url?.startsWith('/interaction/')
      ? answerSignIn(provider, request, response)
      : answer(request, response);
    work.catch(() => {
      response.writeHead(400, { 'content-type': 'text/html; charset=utf-8' });
      response.end(errorPage('This sign-in has expired or was already used. Start again.'));
    });
  });
  await listen(server, port, 'ISSUER_PORT');

  const { d: _private, ...publicKey } = keys.signing;
  return {
    url,
    tokenUrl: `${url}/token`,
    jwksUrl: new URL('/jwks', url),
    jwks: { keys: [publicKey] },
    services: { clientId: SERVICES_CLIENT, clientSecret: keys.services },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerSignIn(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'POST') {
    const form = new URLSearchParams(await text(request));
    const person = findDemoPerson(form.get('demo_person') ?? '');
    if (person === null) {
      throw new Error('The form of the sign-in page names a demo person.');
    }
    await provider.interactionFinished(request, response, {
      login: { accountId: person.actor.id },
    });
    return;
  }
  await provider.interactionDetails(request, response);
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(signInPage(demoPeople(), request.url ?? ''));
}
