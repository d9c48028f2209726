import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** A document that asks for one field of one type, by the shortest way there. */
export interface FieldDocument {
  /** Such as `Conversation.purpose`. */
  readonly field: string;
  readonly document: string;
}

/** Values for arguments, as GraphQL writes them, by `Type.field.argument` or by `argument`. */
export type Arguments = Readonly<Record<string, string>>;

/** What a field of the graph could not be asked for, because nobody said with which arguments. */
export class Unasked extends Error {}

/**
 * One document for each field of each type that queries lead to. A field that is an object is asked
 * for with all the plain fields in it, so every edge between two types is gone along once.
 */
export function documentsOf(schema: GraphQLSchema, given: Arguments): FieldDocument[] {
  const query = schema.getQueryType();
  if (query === null || query === undefined) {
    return [];
  }
  const ways = new Map<GraphQLObjectType, (inner: string) => string>([
    [query, (inner) => `{ ${inner} }`],
  ]);
  const documents: FieldDocument[] = [];
  for (const [type, way] of ways) {
    for (const field of Object.values(type.getFields())) {
      const call = callOf(type, field, given);
      if (call === undefined) {
        continue;
      }
      const inner = getNamedType(field.type);
      documents.push({
        field: `${type.name}.${field.name}`,
        document: way(`${call} ${plainFieldsOf(schema, inner, given, 2)}`),
      });
      for (const next of objectsOf(schema, inner)) {
        if (!ways.has(next)) {
          const open = isAbstractType(inner) ? `... on ${next.name} ` : '';
          ways.set(next, (text) => way(`${call} { ${open === '' ? text : `${open}{ ${text} }`} }`));
        }
      }
    }
  }
  return documents;
}

function callOf(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  given: Arguments,
): string | undefined {
  const values = field.args.flatMap((argument) => {
    const value = given[`${type.name}.${field.name}.${argument.name}`] ?? given[argument.name];
    if (value === undefined && isRequiredArgument(argument)) {
      throw new Unasked(`Say how to ask ${type.name}.${field.name}(${argument.name}: …).`);
    }
    return value === undefined ? [] : [`${argument.name}: ${value}`];
  });
  return values.length === 0 ? field.name : `${field.name}(${values.join(', ')})`;
}

function objectsOf(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] {
  return isObjectType(type) ? [type] : isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

/** `{ id name … }`, through the frame of a connection too; nothing for a plain field. */
function plainFieldsOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  given: Arguments,
  frames: number,
): string {
  if (isLeafType(type)) {
    return '';
  }
  const parts = objectsOf(schema, type).map((object) => {
    const fields = Object.values(object.getFields()).flatMap((field) => {
      const inner = getNamedType(field.type);
      if (isLeafType(inner)) {
        return field.args.some(isRequiredArgument) ? [] : [field.name];
      }
      const isFrame = field.name === 'edges' || field.name === 'node';
      return isFrame && frames > 0
        ? [`${field.name} ${plainFieldsOf(schema, inner, given, frames - 1)}`]
        : [];
    });
    const text = ['__typename', ...fields].join(' ');
    return isAbstractType(type) ? `... on ${object.name} { ${text} }` : text;
  });
  return `{ ${parts.join(' ')} }`;
}
