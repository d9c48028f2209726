import { describe, expect, it } from '@jest/globals';
import { TestCouncil } from '../council.given.ts';
import { composed } from '../subgraph.given.ts';
import { createDocumentCheck } from './check-document.ts';

const faultOf = createDocumentCheck(composed(Object.values(new TestCouncil().subgraphs())));

describe('checking a stored operation', () => {
  it('finds nothing wrong with what a gateway answers', () => {
    expect(
      faultOf('query A($id: ID!, $n: Int) { person(id: $id) { convs(first: $n) { id } } }'),
    ).toBe(null);
    expect(
      faultOf('subscription S($after: String) { changed(team: "t", after: $after) { kind } }'),
    ).toBe(null);
  });

  it.each([
    [
      'query A { person(id: "p1") { shoeSize } }',
      'Cannot query field "shoeSize" on type "Person".',
    ],
    ['query A { person { id } }', 'Field "person" argument "id" of type "ID!" is required'],
    ['query A {', 'Syntax Error'],
    ['query A { __schema { queryType { name } } }', 'introspection has been disabled'],
    [
      `query A { person(id: "p1") { ${'manager { '.repeat(9)}id${' }'.repeat(9)} } }`,
      'The depth of',
    ],
    [
      'query A { people { convs(first: 100) { about { ... on Person { id } } } } }',
      'The cost of this operation is 1011; at most 1000 is answered.',
    ],
  ])('says what is wrong with %s', (text, fault) => {
    expect(faultOf(text)).toContain(fault);
  });
});
