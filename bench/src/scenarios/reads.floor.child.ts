import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenVerifier } from '@connected-lives/kit/token';
import { SignIn } from '@connected-lives/gateway/edge/sign-in';
import { answerParent } from '../processes/answer-parent.ts';
import { caseView } from './case-view.floor.ts';
import { bareReads, dutifulReads, type Reads, type ReadsFloorSettings } from './floor-reads.ts';
import { listPeople } from './list-people.floor.ts';

/** `GET /case/:person` and `GET /list/:team` from `node:http`, by SQL written for nothing else. */
answerParent(async (settings: ReadsFloorSettings) => {
  const reads = settings.duties ? dutifulReads(settings.urls) : bareReads(settings.urls);
  const signIn = new SignIn(createTokenVerifier(settings.trust));
  const server = createServer((request, response) => {
    answer(request, reads, signIn)
      .then((text) => {
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(text),
        });
        response.end(text);
      })
      .catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
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
  const viewer =
    reads.needsViewer === true ? await signIn.verify(request.headers.authorization) : null;
  const [, what, id = ''] = (request.url ?? '').split('/');
  return what === 'case'
    ? caseView(reads.as(viewer?.actor ?? null), id)
    : listPeople(reads.as(viewer?.actor ?? null), id);
}
