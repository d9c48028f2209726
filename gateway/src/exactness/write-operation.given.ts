import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
  doTypesOverlap,
} from 'graphql';
import { random, type WrittenOperation } from '../operations.given.ts';

const DEPTH_MAX = 5;
const FIELDS_MAX = 45;
const OWN_ALIASES = ['a', 'b', 'constructor', '_as_id', 'toString'];

/** A value in both of its forms: in the document, and among the variables. */
interface Written {
  readonly text: string;
  readonly json: unknown;
}

/** Writes an operation over any schema at random: nearly always valid. */
export function writeOperation(
  schema: GraphQLSchema,
  words: readonly string[],
  seed: number,
): WrittenOperation {
  const next = random(seed);
  const chance = (likelihood: number): boolean => next() < likelihood;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const composites = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLCompositeType =>
      isCompositeType(type) && !type.name.startsWith('__') && !isRoot(type),
  );
  const definitions: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: { readonly type: string; text: string; finished: boolean }[] = [];
  let fieldsLeft = FIELDS_MAX;

  const mutation = schema.getMutationType();
  const kind = mutation && chance(0.1) ? 'mutation' : 'query';
  const root = (kind === 'mutation' ? mutation : schema.getQueryType()) as GraphQLCompositeType;
  const body = select(root, 0);
  const head = definitions.length === 0 ? '' : `(${definitions.join(', ')})`;
  const spreads = fragments.map(({ text }) => text);
  return { query: [`${kind} Written${head} {${body}}`, ...spreads].join('\n'), variables };

  function isRoot(type: GraphQLCompositeType): boolean {
    return type === schema.getQueryType() || type === schema.getMutationType();
  }

  function select(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + Math.floor(next() * (depth === 0 ? 3 : 4));
    return Array.from({ length: count }, () => selection(type, depth)).join(' ');
  }

  function selection(type: GraphQLCompositeType, depth: number): string {
    const dice = next();
    if (dice < 0.07) {
      return `${chance(0.3) ? 'kind: ' : ''}__typename${conditions()}`;
    }
    if (fieldsLeft > 0 && (isUnionType(type) || dice < (isAbstractType(type) ? 0.5 : 0.2))) {
      return fragmentOn(narrowed(type), type, depth);
    }
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const affordable =
      depth < DEPTH_MAX && fieldsLeft > 0
        ? fields
        : fields.filter((field) => isLeafType(getNamedType(field.type)));
    return affordable.length === 0 ? '__typename' : field(type, pick(affordable), depth);
  }

  /** A type some of whose values can stand here: itself, a part of it, or one that cuts across. */
  function narrowed(type: GraphQLCompositeType): GraphQLCompositeType {
    if (isRoot(type)) {
      return type;
    }
    return pick(composites.filter((other) => doTypesOverlap(schema, type, other)));
  }

  function fragmentOn(
    condition: GraphQLCompositeType,
    parent: GraphQLCompositeType,
    depth: number,
  ): string {
    fieldsLeft--;
    if (chance(0.6)) {
      const on = condition === parent && chance(0.5) ? '' : ` on ${condition.name}`;
      return `...${on}${conditions()} { ${select(condition, depth)} }`;
    }
    const known = fragments.filter(({ type, finished }) => finished && type === condition.name);
    if (known.length > 0 && chance(0.6)) {
      return `...F${fragments.indexOf(pick(known))}${conditions()}`;
    }
    const name = `F${fragments.length}`;
    const fragment = { type: condition.name, text: '', finished: false };
    fragments.push(fragment);
    fragment.text = `fragment ${name} on ${condition.name} { ${select(condition, depth)} }`;
    fragment.finished = true;
    return `...${name}${conditions()}`;
  }

  function field(
    parent: GraphQLCompositeType,
    definition: GraphQLField<unknown, unknown>,
    depth: number,
  ): string {
    fieldsLeft--;
    const type = getNamedType(definition.type);
    const given = definition.args.flatMap(argument);
    const args = given.length === 0 ? '' : `(${given.join(', ')})`;
    const inner = isCompositeType(type) ? ` { ${select(type, depth + 1)} }` : '';
    return `${alias(parent, definition, args)}${definition.name}${args}${conditions()}${inner}`;
  }

  /** Often the name of another field, which is where a plan's own fields would be overwritten. */
  function alias(
    parent: GraphQLCompositeType,
    definition: GraphQLField<unknown, unknown>,
    args: string,
  ): string {
    // Different arguments under one key would be refused: they get a key of their own.
    if (args !== '' && chance(0.8)) {
      return `${definition.name}${definitions.length}${Math.floor(next() * 1e6)}: `;
    }
    if (!chance(0.2)) {
      return '';
    }
    const names = isInterfaceType(parent) || 'getFields' in parent ? parent.getFields() : {};
    return `${chance(0.6) ? pick(Object.keys(names)) : pick(OWN_ALIASES)}: `;
  }

  function argument({ name, type, defaultValue }: GraphQLArgument): string[] {
    if (chance(0.3) && (!isNonNullType(type) || defaultValue !== undefined)) {
      return [];
    }
    return [`${name}: ${given(type, defaultValue !== undefined)}`];
  }

  /** A literal, or a variable: with or without a default, with or without a value. */
  function given(type: GraphQLInputType, hasDefault: boolean): string {
    if (!chance(0.5)) {
      return value(type, 0).text;
    }
    const name = `v${definitions.length}`;
    definitions.push('');
    const asDefault = chance(0.4) ? constant(isNonNullType(type) ? type.ofType : type) : undefined;
    const mayBeNull = asDefault !== undefined && asDefault.json !== null;
    const variableType = mayBeNull && isNonNullType(type) ? type.ofType : type;
    definitions[Number(name.slice(1))] =
      `$${name}: ${String(variableType)}${asDefault === undefined ? '' : ` = ${asDefault.text}`}`;
    const optional = !isNonNullType(variableType);
    if (!optional || !chance(0.3)) {
      // Null where a default stood would be refused when the place itself must not be null.
      const wanted = isNonNullType(type) || hasDefault ? required(type) : type;
      variables[name] = constant(wanted).json;
    }
    return `$${name}`;
  }

  function required(type: GraphQLInputType): GraphQLInputType {
    return isNonNullType(type) ? type.ofType : type;
  }

  function constant(type: GraphQLInputType): Written {
    return value(type, 2);
  }

  /** From depth 2 on, no variable stands inside: the value may be one itself. */
  function value(type: GraphQLInputType, depth: number): Written {
    if (isNonNullType(type)) {
      return present(type.ofType, depth);
    }
    return depth < 2 && chance(0.06) ? { text: 'null', json: null } : present(type, depth);
  }

  function present(type: GraphQLInputType, depth: number): Written {
    if (isListType(type)) {
      if (chance(0.15)) {
        return present(required(type.ofType), depth);
      }
      const items = Array.from({ length: Math.floor(next() * 3) }, () => value(type.ofType, depth));
      return { text: `[${items.map(({ text }) => text).join(', ')}]`, json: items.map(jsonOf) };
    }
    if (isInputObjectType(type)) {
      const entries = Object.values(type.getFields())
        .filter((each) => isNonNullType(each.type) || (depth < 4 && chance(0.5)))
        .map((each): [string, Written] => {
          const nested = depth < 2 && chance(0.3) && each.defaultValue === undefined;
          return [
            each.name,
            nested
              ? { text: given(each.type, false), json: null }
              : value(each.type, Math.max(depth + 1, depth >= 2 ? depth + 1 : 0)),
          ];
        });
      return {
        text: `{ ${entries.map(([name, { text }]) => `${name}: ${text}`).join(', ')} }`,
        json: Object.fromEntries(entries.map(([name, written]) => [name, jsonOf(written)])),
      };
    }
    if (isEnumType(type)) {
      const { name } = pick(type.getValues());
      return { text: name, json: name };
    }
    const plain = scalar(String(type));
    return { text: JSON.stringify(plain), json: plain };
  }

  function jsonOf({ json }: Written): unknown {
    return json;
  }

  function scalar(name: string): unknown {
    switch (name) {
      case 'Int':
        return Math.floor(next() * 4);
      case 'Float':
        return chance(0.5) ? Math.floor(next() * 4) : 1.5;
      case 'Boolean':
        return chance(0.5);
      default:
        return pick(words);
    }
  }

  function conditions(): string {
    return chance(0.8)
      ? ''
      : chance(0.85)
        ? condition()
        : `${condition('skip')}${condition('include')}`;
  }

  function condition(name = pick(['skip', 'include'])): string {
    if (chance(0.3)) {
      return ` @${name}(if: ${pick(['true', 'false'])})`;
    }
    const variable = `v${definitions.length}`;
    const given = chance(0.5);
    if (chance(0.3)) {
      definitions.push(`$${variable}: Boolean = ${given}`);
      if (chance(0.5)) {
        variables[variable] = !given;
      }
    } else {
      definitions.push(`$${variable}: Boolean!`);
      variables[variable] = given;
    }
    return ` @${name}(if: $${variable})`;
  }
}
