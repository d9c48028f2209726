import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { SUPERGRAPH_PATH } from '@connected-lives/scripts/project-root';
import { type PeerSettings, withAddresses } from '../gateways/gateway-settings.ts';
import type { OurWholeSettings } from '../gateways/our-whole.child.ts';
import { Child } from '../processes/child.ts';
import type { ApolloSubgraphSettings } from '../subgraphs/apollo-subgraph.child.ts';
import { eachService } from '../subgraphs/each-service.ts';
import type { Case } from '../subgraphs/remembered-cases.ts';
import { PRODUCTION } from '../subgraphs/services-apart.ts';
import { caseQuestions } from './case-view.ts';
import { type Arrangement, CONNECTIONS, raceArrangements } from './gateway-arrangements.ts';
import { oursAlone } from './gateway-over-databases.ts';
import type { ReadQuestion } from './read-contenders.ts';
import { askJson, type Bench, type Finding } from './scenario.ts';

const PEOPLE_MAX = 100;

/**
 * The same arrangements without a database, whose work is the same for everybody and hides what each
 * adds to it: the services' own schemas and resolvers over cases in memory.
 */
export async function compareOverMemory(bench: Bench): Promise<Finding[]> {
  const stack = new AsyncDisposableStack();
  try {
    const questions = (await caseQuestions(bench)).slice(0, PEOPLE_MAX);
    const cases = await casesOf(bench, questions);
    const finding = await raceArrangements(bench, {
      title: `The whole without a database on ${String(availableParallelism())} cores: case view from memory, ${String(CONNECTIONS)} connections`,
      notes: [
        'The schemas and resolvers are the services’ own, and what lies in memory is what the council answers.',
        'Ours verifies the token, counts cost points, limits and measures; the others were given no such duty.',
        'Nothing is read from a database, so nobody has row-level security to pass or an access log to write.',
        'CPU ms is that of gateway and services together; the load, which shares the cores, is not in it.',
      ],
      arrangements: await startArrangements({ ...bench, stack }, cases),
      questions,
    });
    return [finding];
  } finally {
    await stack.disposeAsync();
  }
}

/** As the council answers them over its databases. */
async function casesOf({ council }: Bench, questions: readonly ReadQuestion[]): Promise<Case[]> {
  const cases: Case[] = [];
  for (const { token, operation } of questions) {
    const answer = await askJson(`${council.url}/graphql`, { token, body: operation });
    cases.push((answer as { readonly data: { readonly person: Case } }).data.person);
  }
  return cases;
}

async function startArrangements(
  { issuer, profiles, stack }: Bench,
  cases: readonly Case[],
): Promise<Arrangement[]> {
  const start = async (...args: Parameters<typeof Child.start>): Promise<Child> => {
    const child = await Child.start(...args);
    stack.defer(() => child.stop());
    return child;
  };
  const subgraphs = await eachService((name) => {
    const settings: ApolloSubgraphSettings = { name, cases };
    return start('subgraphs/apollo-subgraph.child', settings, PRODUCTION);
  });
  const urls = await eachService((name) => Promise.resolve(subgraphs[name].url));
  const bare = await readFile(SUPERGRAPH_PATH, 'utf8');
  const supergraphSdl = withAddresses(bare, urls);

  const peers: Arrangement[] = [];
  for (const tuned of [false, true]) {
    const settings: PeerSettings = { supergraphSdl, tuned };
    peers.push({
      name: `@apollo/gateway${tuned ? ', tuned,' : ''} and three Apollo Servers`,
      servers: [await start('gateways/apollo-gateway.child', settings, PRODUCTION)],
      behind: Object.values(subgraphs),
      least: null,
    });
  }

  const ours: Child[] = [];
  const settings: OurWholeSettings = { supergraphSdl: bare, cases, trust: issuer.trust };
  while (ours.length < availableParallelism()) {
    const nodeOptions = ours.length === 0 ? profiles.optionsFor('ours without a database') : [];
    ours.push(await start('gateways/our-whole.child', settings, { ...PRODUCTION, nodeOptions }));
  }
  return [...peers, ...oursAlone(ours)];
}
