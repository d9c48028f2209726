import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, Kind, parse, validate } from 'graphql';
import { readExamples } from './example-operations.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { FIRST_QUERY } from './welcome.ts';

describe('the operations we show to newcomers', () => {
  it('include only what the graph has', async () => {
    const sdl = await readFile(join(PROJECT_ROOT, 'schema', 'api.graphql'), 'utf8');
    const schema = buildSchema(sdl);

    for (const query of [FIRST_QUERY, ...(await readExamples()).map((example) => example.query)]) {
      expect(validate(schema, parse(query))).toEqual([]);
    }
  });

  it('come with the variables they take, and no others', async () => {
    for (const { name, query, variables } of await readExamples()) {
      const [operation] = parse(query).definitions;
      const taken =
        operation?.kind === Kind.OPERATION_DEFINITION
          ? operation.variableDefinitions?.map(({ variable }) => variable.name.value)
          : undefined;
      expect([name, Object.keys(variables)]).toEqual([name, taken]);
    }
  });
});
