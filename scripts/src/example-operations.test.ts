import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { EXAMPLES } from './example-operations.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { FIRST_QUERY } from './welcome.ts';

describe('the operations we show to newcomers', () => {
  it.each([{ name: 'the one in the terminal', query: FIRST_QUERY }, ...EXAMPLES])(
    'include only what the graph has: $name',
    async ({ query }) => {
      const sdl = await readFile(join(PROJECT_ROOT, 'schema', 'api.graphql'), 'utf8');

      expect(validate(buildSchema(sdl), parse(query))).toEqual([]);
    },
  );
});
