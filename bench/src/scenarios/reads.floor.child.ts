import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenVerifier } from '@connected-lives/kit/token';
import { Departures } from '@connected-lives/gateway/rights/departures';
import { SignIn } from '@connected-lives/gateway/edge/sign-in';
import { answerParent } from '../processes/answer-parent.ts';
import { caseView } from './case-view.floor.ts';
import { bareReads, dutifulReads, type Reads, type ReadsFloorSettings } from './floor-reads.ts';
import { listPeople } from './list-people.floor.ts';

/** `GET /case/:person` and `GET /list/:team` from `node:http`, by SQL written for nothing else. */
answerParent(async (settings: ReadsFloorSettings) => {
  const reads = settings.duties ? dutifulReads(settings.urls) : bareReads(settings.urls);
  const departures = new Departures(() => Date.now());
  const signIn = new SignIn(createTokenVerifier(settings.trust), departures);
  const send = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await answer(request, reads, signIn);
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  };
  const server = createServer((request, response) => {
    send(request, response).catch((error: unknown) => {
      process.stderr.write(`${String(error)}
`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ready: { url: `http://127.0.0.1:${String(port)}` },
    stop: () => reads.stop(),
  };
});

async function answer(request: IncomingMessage, reads: Reads, signIn: SignIn): Promise<string> {
  const viewer = reads.needsViewer ? await signIn.verify(request.headers.authorization) : null;
  const [, what, id = ''] = (request.url ?? '').split('/');
  return what === 'case'
    ? caseView(reads.as(viewer?.actor ?? null), id)
    : listPeople(reads.as(viewer?.actor ?? null), id);
}
