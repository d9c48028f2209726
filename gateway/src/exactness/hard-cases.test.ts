import { describe, expect, it } from '@jest/globals';
import { composed } from '../subgraph.given.ts';
import { answerOf, createTwins, type Twins } from './compare-answers.given.ts';
import { createHousing } from './housing.given.ts';
import { createLibrary } from './library.given.ts';
import { subgraphsOf } from './test-graph.given.ts';

const housing = createTwins(createHousing());
const library = createTwins(createLibrary());

async function bothAnswers({ executor, monolith }: Twins, query: string) {
  const whole = await monolith.answer(query, {});
  return [await answerOf(executor, { query }), JSON.stringify(whole)] as const;
}

function dataOf(answer: string): string {
  return JSON.stringify((JSON.parse(answer) as { data: unknown }).data);
}

describe('what operations written at random once found', () => {
  it('reaches entities in a list of lists', async () => {
    const [ours, expected] = await bothAnswers(
      housing,
      '{ visited { visits { party { balancePence } } } }',
    );

    expect(ours).toBe(expected);
  });

  it('reads a union of which clients must not see one member', async () => {
    const [ours, expected] = await bothAnswers(
      library,
      '{ shelf { odd { __typename ... on Shelf { label } ... on Book { title } } } }',
    );

    // A value of that member is null, with an error, which each words in its own way.
    expect(dataOf(ours)).toBe(dataOf(expected));
  });

  it.each([
    '{ best { ... on Film { stars } ... on Tool { id } } }',
    '{ items { stars ... on Film { a: stars } ... on Book { a: stars } } }',
  ])('asks a subgraph that knows only the interface about all who need it: %s', async (query) => {
    const [ours, expected] = await bothAnswers(library, query);

    expect(ours).toBe(expected);
  });
});

describe('what the planner (0.0.38) has no plan for', () => {
  it.each([
    [
      'a field that requires others, of an entity whose key a third subgraph has to tell',
      housing,
      '{ registered { visitCost } }',
    ],
    [
      'a field that requires others, below a type condition and a union',
      library,
      '{ works { ... on Book { loans { item { ... on Book { fee } } } } } }',
    ],
  ])('is refused in plain words: %s', async (_what, { executor }, query) => {
    const refused = answerOf(executor, { query });

    await expect(refused).rejects.toMatchObject({ code: 'NOT_PLANNABLE', status: 501 });
  });
});

describe('what the composition (0.27.0) leaves out', () => {
  it('forgets which fields of an interface an @interfaceObject subgraph only requires', () => {
    const [catalogue, reviews] = subgraphsOf({
      ...createLibrary(),
      subgraphs: {
        catalogue: `
          type Query { items: [Item] }
          interface Item @key(fields: "id") { id: ID! title: String }
          type Book implements Item @key(fields: "id") { id: ID! title: String }`,
        reviews: `
          type Item @interfaceObject @key(fields: "id") {
            id: ID! title: String @external headline: String @requires(fields: "title")
          }`,
      },
    });

    const sdl = composed([catalogue, reviews].filter((each) => each !== undefined));

    // Planners then ask the reviews for the title. Until this is mended, no such field may be added.
    expect(/interface Item [^}]*/.exec(sdl)?.[0]).not.toContain('external: true');
    expect(/type Book [^}]*/.exec(sdl)?.[0]).not.toContain('external: true');
  });
});
