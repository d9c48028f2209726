import { describe, expect, it } from '@jest/globals';
import { compileRewrites, renamedKeys } from './rewrite.ts';

const isA = (typename: unknown, condition: string) =>
  typename === condition || (condition === 'Media' && typename === 'Film');

describe('rewrites of the planner', () => {
  it('rename a key in every object of the right type, through lists', () => {
    const rewrite = compileRewrites(
      [
        {
          KeyRenamer: {
            path: [{ Key: 'hits' }, { TypenameEquals: ['Film'] }, { Key: '_internal_0' }],
            renameKeyTo: 'pages',
          },
        },
      ],
      isA,
    );
    const data = {
      hits: [
        [{ __typename: 'Film', _internal_0: 'none' }],
        { __typename: 'Book', _internal_0: 1 },
        null,
      ],
    };

    rewrite?.(data);

    expect(data).toEqual({
      hits: [[{ __typename: 'Film', pages: 'none' }], { __typename: 'Book', _internal_0: 1 }, null],
    });
  });

  it('set a value, in either of the two forms the planner writes', () => {
    const setter = {
      path: [{ TypenameEquals: ['Media'] }, { Key: '__typename' }],
      setValueTo: 'Media',
    };
    for (const order of [{ ValueSetter: setter }, { kind: 'ValueSetter' as const, ...setter }]) {
      const representation = { __typename: 'Film', id: 'm1' };

      compileRewrites([order], isA)?.(representation);

      expect(representation).toEqual({ __typename: 'Media', id: 'm1' });
    }
  });

  it('say what a renamed key is called in the answer', () => {
    expect(
      renamedKeys([{ KeyRenamer: { path: [{ Key: 'a' }, { Key: 'b' }], renameKeyTo: 'c' } }]),
    ).toEqual(new Map([['b', 'c']]));
  });

  it('are nothing when there are none', () => {
    expect(compileRewrites([], isA)).toBeUndefined();
  });
});
