import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningService } from '@connected-lives/kit/service';
import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';
import { PROJECT_ROOT } from '@connected-lives/scripts/project-root';
import { buildSchema, type ConstDirectiveNode, Kind, parse, print } from 'graphql';
import { type Answer, testCouncil } from '../test-council.ts';
import { ENTITIES, type EntityRow } from './entities.ts';
import { relationshipsOf } from './relationships.ts';
import type { RootField } from './root-field.ts';
import { ROOT_FIELDS } from './root-fields.ts';
import { type Viewer, viewersOf } from './viewers.ts';
import { makeWorld, type World } from './world.ts';

const schemaFile = (name: string): string =>
  readFileSync(join(PROJECT_ROOT, 'schema', `${name}.graphql`), 'utf8');

/** A cell of a report is figures, and its keys are dimensions: no row could be out of reach. */
const FIGURES = ['OutcomeReportCell'];

const council = testCouncil();
let world: World;
let viewers: readonly Viewer[];

beforeAll(async () => {
  world = await makeWorld(council);
  viewers = [...viewersOf(world), ...(await relationshipsOf(council, world))];
}, 60_000);

/** `resolvable: false` says that the service only names such an entity and answers nothing of it. */
const isResolvableKey = (directive: ConstDirectiveNode): boolean =>
  directive.name.value === 'key' && !print(directive).includes('resolvable: false');

const isDue = (row: { answers: readonly unknown[] }, viewer: Viewer): boolean =>
  row.answers.some((standing) => viewer.standings.has(standing as never));

describe('the access matrix', () => {
  it('has a row for every root field of the graph', () => {
    const graph = buildSchema(schemaFile('api'));
    const fields = [graph.getQueryType(), graph.getMutationType(), graph.getSubscriptionType()]
      .filter((type) => type !== null && type !== undefined)
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));

    expect(Object.keys(ROOT_FIELDS).toSorted()).toEqual(fields.toSorted());
  });

  it('has a row for every entity of every subgraph', () => {
    const entities = SERVICE_NAMES.flatMap((service) =>
      parse(schemaFile(service)).definitions.flatMap((definition) =>
        definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
        definition.directives?.some(isResolvableKey) === true &&
        !FIGURES.includes(definition.name.value)
          ? [`${service}.${definition.name.value}`]
          : [],
      ),
    );

    expect(Object.keys(ENTITIES).toSorted()).toEqual(entities.toSorted());
  });

  describe.each(Object.entries(ROOT_FIELDS))('%s', (name, row) => {
    it('answers whom it should, in every role, and nobody else', async () => {
      const wrong: string[] = [];
      for (const viewer of viewers) {
        const answer = name.startsWith('Subscription.')
          ? await firstEvent(row, viewer)
          : await council.ask(viewer.actor, row.document, await row.variables?.(world, viewer));
        if (answered(row, answer) !== isDue(row, viewer)) {
          wrong.push(`${viewer.name}: ${JSON.stringify(answer)}`);
        }
      }
      expect(wrong).toEqual([]);
    });

    it(`answers ${row.public === true ? 'also' : 'nobody'} who does not say who they are`, async () => {
      const answer = await council.ask(
        null,
        row.document.replace('subscription', 'query'),
        await row.variables?.(world, viewers[0] as Viewer),
      );

      expect(answer).toMatchObject(
        row.public === true
          ? { status: 200, data: expect.not.objectContaining(row.nothing ?? { data: null }) }
          : { status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
      );
    });
  });

  describe.each(Object.entries(ENTITIES))('a reference to %s', (name, row) => {
    it('is answered to whom it should be, in every role, and to nobody else', async () => {
      const [serviceName, type] = name.split('.') as [ServiceName, string];
      const wrong: string[] = [];
      for (const viewer of viewers) {
        const entity = await resolveEntity(council.services[serviceName], type, row, viewer);
        const seen = JSON.stringify(entity) !== JSON.stringify(row.nothing);
        if (seen !== isDue(row, viewer)) {
          wrong.push(`${viewer.name}: ${JSON.stringify(entity)}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  });

  describe('when all of it was asked', () => {
    it('leaves nothing behind an idempotency key that a policy would have to guard', async () => {
      const kept = await Promise.all(
        SERVICE_NAMES.map((service) =>
          council.rows<{ key: string }>(
            service,
            `select distinct jsonb_object_keys(answer) as key from idempotency
           union select distinct jsonb_object_keys(answer -> 'commitment') from idempotency`,
          ),
        ),
      );

      const amounts = /Pence$|^(state|committedAt)$/;
      const ids = /^(\$record|id|\w+Id|reference|warnings|budget|commitment)$/;
      const words = kept.flat().filter(({ key }) => !ids.test(key) && !amounts.test(key));
      expect(kept.flat()).toContainEqual({ key: '$record' });
      expect(words).toEqual([]);
    });
  });
});

function answered(row: RootField, { data, errors }: Answer): boolean {
  if (errors !== undefined) {
    const codes = errors.map(({ extensions }) => String(extensions?.['code']));
    expect(codes).not.toContain('INTERNAL');
    return codes.some((code) => row.reachedCodes?.includes(code));
  }
  return JSON.stringify(data) !== JSON.stringify(row.nothing);
}

/** The first event of a live stream, or the error it begins with. */
async function firstEvent(row: RootField, viewer: Viewer): Promise<Answer> {
  const client = await council.live(viewer.actor);
  const events = client.iterate({
    query: row.document,
    variables: await row.variables?.(world, viewer),
  });
  try {
    const { value } = await events.next();
    return { status: 200, ...(value as Omit<Answer, 'status'>) };
  } catch (error) {
    return { status: 200, data: null, errors: error as Answer['errors'] & object };
  } finally {
    await client.dispose();
  }
}

async function resolveEntity(
  service: RunningService,
  type: string,
  row: EntityRow,
  viewer: Viewer,
): Promise<unknown> {
  const operation = service.subgraph.open({
    actor: viewer.actor,
    token: null,
    requestId: randomUUID(),
    operationName: 'Matrix',
    operationKind: 'query',
    deadline: Date.now() + 15_000,
    signal: new AbortController().signal,
  });
  const result = await operation.execute({
    document: `query ($references: [_Any!]!) {
      _entities(representations: $references) { ... on ${type} { ${row.selection} } }
    }`,
    variables: { references: [{ __typename: type, ...row.reference(world) }] },
  });
  await operation.close();
  expect(JSON.stringify(result.errors ?? [])).not.toContain('INTERNAL');
  const { _entities: entities = [null] } = (result.data ?? {}) as { _entities?: unknown[] };
  return entities[0];
}
