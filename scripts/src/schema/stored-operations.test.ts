import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECT_ROOT } from '../project-root.ts';
import { findFaults, goneFrom } from './check-operations.ts';
import { manifestOf, readOperations, readTrustedDocuments } from './stored-operations.ts';

let supergraph: string;
beforeAll(async () => {
  supergraph = await readFile(join(PROJECT_ROOT, 'schema', 'supergraph.graphql'), 'utf8');
});

function faultsOf(text: string, name = 'A'): readonly string[] {
  return findFaults([{ name, text }], supergraph);
}

describe('stored operations', () => {
  it('are all answered by the gateway', async () => {
    const operations = await readOperations();

    expect(operations.length).toBeGreaterThanOrEqual(7);
    expect(findFaults(operations, supergraph)).toEqual([]);
  });

  it('are refused with a sentence when the graph lacks what they ask', () => {
    expect(faultsOf('query A { me { shoeSize } }')).toEqual([
      expect.stringMatching(
        /^schema\/operations\/A\.graphql: Cannot query field "shoeSize" on type "\w+"\./,
      ),
    ]);
  });

  it('are refused when they ask for more than the gateway answers', () => {
    const page = (inner: string) => `(first: 100) { edges { node { ${inner} } } }`;

    expect(faultsOf(`query A { findPeople${page(`conversations${page('id')}`)} }`)).toEqual([
      expect.stringContaining('The cost of this operation is'),
    ]);
  });

  it('stand each in a file of its name', () => {
    expect(faultsOf('query B { me { name } }')).toEqual([
      'schema/operations/A.graphql: The operation in it must be named A.',
    ]);
    expect(faultsOf('{ me { name } }')).toHaveLength(1);
    expect(faultsOf('query A { me { name } } query B { me { name } }')).toEqual([
      'schema/operations/A.graphql: A file holds one operation, and the fragments it spreads.',
    ]);
    expect(faultsOf('query A {')).toEqual([expect.stringContaining('Syntax Error')]);
  });

  it('are what the gateway trusts, by the hash that the manifest names', async () => {
    const { manifest } = await readTrustedDocuments();
    const operations = await readOperations();

    expect([...manifest.values()].toSorted()).toEqual(
      operations.map(({ text }) => text).toSorted(),
    );
    for (const [hash, name] of Object.entries(
      JSON.parse(manifestOf(operations)) as Record<string, string>,
    )) {
      expect(manifest.get(hash)).toContain(` ${name}`);
    }
  });

  it('may not change under a hash that clients were built with', () => {
    const before = [
      { name: 'A', text: 'query A { me { name } }' },
      { name: 'B', text: 'query B { me { name } }' },
    ];
    const after = [
      { name: 'A', text: 'query A { me { name role } }' },
      ...before.slice(1),
      { name: 'C', text: 'query C { me { name } }' },
    ];

    expect(goneFrom(manifestOf(before), manifestOf(after))).toEqual([
      expect.stringContaining('The stored operation A was changed or removed'),
    ]);
    expect(goneFrom(manifestOf(before), manifestOf([...before, ...after.slice(2)]))).toEqual([]);
  });
});
