import {
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLEnumType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { clientKey } from './client-key.ts';
import { collectFields, type CollectedField } from './collect-fields.ts';
import type { Fields } from './execution.ts';
import type { Place } from './null-violation.ts';
import { scalarText } from './scalar-text.ts';

/** What writing one answer needs to know and leaves behind. */
export interface Projection {
  /** At which item each enclosing list stands, outermost first. */
  readonly positions: number[];
  /** Entities that are not there for this viewer: what they lack is null without an error. */
  readonly absent: ReadonlySet<object>;
  /** The object whose field is being written. */
  holder: object | undefined;
  /** Told of every null where the graph promises a value. */
  readonly violated: (place: Place) => void;
}

/**
 * Writes one value of the answer as JSON text. `undefined` means that the value is null although
 * the graph promises one, so that whatever holds it becomes null too.
 */
type Write = (value: unknown, projection: Projection) => string | undefined;

/**
 * Compiles the client's selection: the answer in the order the client asked, with its aliases, and
 * with nothing that only the plan needed. Each place of the answer has its own writer.
 */
export function compileProjection(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  selectionSet: SelectionSetNode,
): (data: Fields, projection: Projection) => string {
  const write = compileObject(root, [selectionSet], undefined, 0);
  return (data, projection) => write(data, projection) ?? 'null';

  function compileComposite(
    type: GraphQLCompositeType,
    selectionSets: readonly SelectionSetNode[],
    place: Place | undefined,
    depth: number,
  ): Write {
    if (!isAbstractType(type)) {
      return compileObject(type, selectionSets, place, depth);
    }
    const writers = new Map<unknown, Write>();
    return (value, projection) => {
      const typename = (value as Fields)['__typename'];
      let writer = writers.get(typename);
      if (writer === undefined) {
        const concrete = schema.getPossibleTypes(type).find(({ name }) => name === typename);
        // A type that the graph does not know here: `@inaccessible`, or newer than the supergraph.
        writer = concrete ? compileObject(concrete, selectionSets, place, depth) : () => undefined;
        if (concrete !== undefined) {
          writers.set(typename, writer);
        }
      }
      return writer(value, projection);
    };
  }

  function compileObject(
    type: GraphQLObjectType,
    selectionSets: readonly SelectionSetNode[],
    place: Place | undefined,
    depth: number,
  ): Write {
    const fields = collectFields(schema, type, selectionSets).map((field, i) =>
      compileField(type, field, i, place, depth),
    );
    const count = fields.length;
    return (value, projection) => {
      const object = value as Fields;
      let text = '';
      for (let i = 0; i < count; i++) {
        const field = fields[i] as CompiledField;
        projection.holder = object;
        const written = field.write(object[field.key], projection);
        if (written === undefined) {
          return undefined;
        }
        text += field.label + written;
      }
      return count === 0 ? '{}' : text + '}';
    };
  }

  interface CompiledField {
    readonly key: string;
    /** With the brace or the comma before it, which would otherwise be put there for every value. */
    readonly label: string;
    readonly write: Write;
  }

  function compileField(
    parent: GraphQLObjectType,
    field: CollectedField,
    index: number,
    parentPlace: Place | undefined,
    depth: number,
  ): CompiledField {
    const key = field.key;
    const place: Place = {
      parent: parentPlace,
      segment: clientKey(key),
      coordinate: `${parent.name}.${field.name}`,
    };
    const typename = JSON.stringify(parent.name);
    return {
      key,
      label: `${index === 0 ? '{' : ','}${JSON.stringify(clientKey(key))}:`,
      write:
        field.name === '__typename'
          ? () => typename
          : compileValue(typeOfField(parent, field.name), field.selectionSets, place, depth),
    };
  }

  function typeOfField(parent: GraphQLObjectType, name: string): GraphQLOutputType {
    if (name === SchemaMetaFieldDef.name) {
      return SchemaMetaFieldDef.type;
    }
    if (name === TypeMetaFieldDef.name) {
      return TypeMetaFieldDef.type;
    }
    const field = parent.getFields()[name];
    if (field === undefined) {
      throw new Error(`${parent.name} has no field ${name}.`);
    }
    return field.type;
  }

  function compileValue(
    type: GraphQLOutputType,
    selectionSets: readonly SelectionSetNode[],
    place: Place,
    depth: number,
  ): Write {
    if (isNonNullType(type)) {
      const write = compileNullable(type.ofType, selectionSets, place, depth);
      return (value, projection) => {
        if (value === undefined && isAbsent(projection)) {
          return undefined;
        }
        const written = write(value, projection);
        if (written === 'null') {
          projection.violated(place);
          return undefined;
        }
        return written;
      };
    }
    return compileNullable(type, selectionSets, place, depth);
  }

  /** The writer of a type that may be null: it always gives text. */
  function compileNullable(
    type: GraphQLOutputType,
    selectionSets: readonly SelectionSetNode[],
    place: Place,
    depth: number,
  ): Write {
    if (isListType(type)) {
      const itemPlace: Place = { parent: place, segment: depth, coordinate: place.coordinate };
      const item = compileValue(type.ofType, selectionSets, itemPlace, depth + 1);
      return (value, projection) => {
        if (!Array.isArray(value)) {
          return 'null';
        }
        let text = '[';
        for (let i = 0; i < value.length; i++) {
          projection.positions[depth] = i;
          const written = item(value[i], projection);
          if (written === undefined) {
            return 'null';
          }
          text += i === 0 ? written : ',' + written;
        }
        return text + ']';
      };
    }
    if (isEnumType(type)) {
      return enumWriter(type);
    }
    if (isLeafType(type)) {
      return scalarText;
    }
    const named = getNamedType(type) as GraphQLCompositeType;
    const write = compileComposite(named, selectionSets, place, depth);
    return (value, projection) =>
      typeof value === 'object' && value !== null ? (write(value, projection) ?? 'null') : 'null';
  }
}

function isAbsent({ absent, holder }: Projection): boolean {
  return absent.size > 0 && holder !== undefined && absent.has(holder);
}

/** A value that the client's graph does not know (`@inaccessible`) is not shown. */
function enumWriter(type: GraphQLEnumType): Write {
  const texts = new Map<unknown, string>(
    type.getValues().map(({ name }) => [name, JSON.stringify(name)]),
  );
  return (value) => texts.get(value) ?? 'null';
}
