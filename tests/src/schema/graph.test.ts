import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '@connected-lives/scripts/project-root';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';

const graph = buildSchema(readFileSync(join(PROJECT_ROOT, 'schema', 'api.graphql'), 'utf8'));

/** Every name that the graph has: of types, fields, arguments and values of enums. */
function names(): string[] {
  return Object.values(graph.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => [
      type.name,
      ...(isEnumType(type) ? type.getValues().map(({ name }) => name) : []),
      ...(isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).flatMap(({ name, args }) => [
            name,
            ...args.map((argument) => argument.name),
          ])
        : []),
      ...(isInputObjectType(type) ? Object.keys(type.getFields()) : []),
    ]);
}

/** Words by which sign-off creeps back into a system, in any spelling. */
const GATES =
  /approv|sign.?off|signed.?off|authoris|authoriz|await|pending|escalat|panel|return(ed)?for|sendback|submitted|reject|countersign/i;

/** What the table in CONTRIBUTING.md has another word for. */
const SECOND_NAMES =
  /^(why|because|note|notes|comment|by|since|lastDay|other|occasion)$|^since|Why$|EndedAt$|EndedOn$/;

describe('one habit', () => {
  it('names one thing in one way', () => {
    expect(names().filter((name) => SECOND_NAMES.test(name))).toEqual(['by']);
  });

  it('answers every change with something to read back', () => {
    const bare = Object.values(graph.getMutationType()?.getFields() ?? {}).filter(({ type }) => {
      const answer = getNamedType(type);
      return !isObjectType(answer) && !isUnionType(answer);
    });

    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('keeps the ending Connection for pages of a list', () => {
    const others = Object.values(graph.getTypeMap()).filter(
      (type) =>
        isObjectType(type) &&
        type.name.endsWith('Connection') &&
        Object.keys(type.getFields()).toSorted().join(' ') !== 'edges pageInfo',
    );

    expect(others.map(({ name }) => name)).toEqual([]);
  });
});

describe('trust in professional judgement', () => {
  it('has no word for an approval anywhere in the graph', () => {
    expect(names().filter((name) => GATES.test(name))).toEqual([]);
  });

  it('lets every mutation be sent again without being done again', () => {
    const fields = Object.values(graph.getMutationType()?.getFields() ?? {});
    const without = fields.filter(({ args }) => {
      const [input] = args;
      const type = input === undefined ? undefined : graph.getType(String(input.type).slice(0, -1));
      return !(
        args.length === 1 &&
        isInputObjectType(type) &&
        String(type.getFields()['idempotencyKey']?.type) === 'ID!'
      );
    });

    expect(fields.length).toBeGreaterThan(5);
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('explains every field that an analyst could misread', () => {
    const unexplained = Object.values(graph.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .filter(({ name }) => !/(Connection|Edge)$/.test(name))
      .flatMap((type) =>
        isObjectType(type)
          ? Object.values(type.getFields())
              .filter(
                ({ name, description }) =>
                  /Pence$|Minutes$|achieved|people/i.test(name) && !description,
              )
              .map(({ name }) => `${type.name}.${name}`)
          : [],
      );

    expect(unexplained).toEqual([]);
  });
});
