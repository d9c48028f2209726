import { describe, expect, it } from '@jest/globals';
import { breaksBetween } from './breaking-changes.ts';
import { composeCouncil } from './compose-council.ts';
import { firstDifference } from './first-difference.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])`;
const people = `${LINK}
  type Person @key(fields: "id") { id: ID! name: String! }
  type Query { person(id: ID!): Person }`;
const practice = `${LINK}
  type Person @key(fields: "id") { id: ID! purposes: [String!] }`;
const finance = `${LINK}
  type Person @key(fields: "id") { id: ID! spentPence: Int }`;

describe('composing the council', () => {
  it('gives one graph in which a person has what every service knows of them', () => {
    const files = composeCouncil({ people, practice, finance });

    expect(Object.keys(files)).toEqual([
      'people.graphql',
      'practice.graphql',
      'finance.graphql',
      'supergraph.graphql',
      'api.graphql',
    ]);
    expect(files['api.graphql']).toMatch(
      /type Person \{\s+id: ID!\s+name: String!\s+purposes: \[String!\]\s+spentPence: Int\s+\}/,
    );
    expect(files['api.graphql']).not.toContain('@');
  });

  it('says in words what does not fit together', () => {
    const twice = finance.replace('spentPence: Int', 'name: Int');

    expect(() => composeCouncil({ people, practice, finance: twice })).toThrow(
      /do not fit together:\n {2}- .*Person\.name/,
    );
  });

  it('finds a field that queries would miss, and not one that is new', () => {
    const before = 'type Query { me: String, team: String }';
    const after = 'type Query { me: String, teams: [String] }';

    expect(breaksBetween(before, after)).toEqual(['Query.team was removed.']);
    expect(breaksBetween(after, `${after} type New { id: ID }`)).toEqual([]);
  });

  it('points at the first line that differs', () => {
    expect(firstDifference('a\nb\nc', 'a\nb\nc')).toBeNull();
    expect(firstDifference('a\nb\nc', 'a\nx\nc')).toBe('line 2:\n  - b\n  + x');
    expect(firstDifference('a\nb', 'a')).toBe('line 2:\n  - b\n  + (nothing)');
  });
});
