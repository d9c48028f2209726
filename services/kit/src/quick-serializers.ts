import { type GraphQLSchema, isScalarType } from 'graphql';

type Serialize = (value: unknown) => unknown;

const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** For what nearly every value is already: its form in the answer. Undefined for any other value. */
const QUICK: ReadonlyMap<string, Serialize> = new Map<string, Serialize>([
  ['ID', (value) => (typeof value === 'string' ? value : undefined)],
  ['String', (value) => (typeof value === 'string' ? value : undefined)],
  ['Boolean', (value) => (typeof value === 'boolean' ? value : undefined)],
  ['Int', (value) => (typeof value === 'number' && value === (value | 0) ? value : undefined)],
  [
    'DateTimeISO',
    (value) =>
      value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined,
  ],
  // From a column of type `date`, which holds no 30 February.
  [
    'LocalDate',
    (value) => (typeof value === 'string' && LOCAL_DATE.test(value) ? value : undefined),
  ],
]);

/**
 * Serializers for compiled documents, by scalar. Those of the scalars themselves look at each value
 * for every form that it might have, which took a tenth of an answer; they still get what is unusual.
 */
export function quickSerializers(schema: GraphQLSchema): Record<string, Serialize> {
  const serializers: Record<string, Serialize> = {};
  for (const [name, quick] of QUICK) {
    const scalar = schema.getType(name);
    if (isScalarType(scalar)) {
      serializers[name] = (value) => quick(value) ?? scalar.serialize(value);
    }
  }
  return serializers;
}
