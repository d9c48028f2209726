import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  isObjectType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Actor } from './actor.ts';
import { PROCESS_IDS } from './process-ids.ts';
import { Refusal } from './refusal.ts';

/**
 * Whoever asks without an access token. Row-level security gives them vacancies and nothing else,
 * and their operations may touch nothing but what the schema tags `public`.
 */
export const PUBLIC_ACTOR: Actor = {
  id: PROCESS_IDS.public,
  role: 'public',
  name: '',
  teamIds: [],
  practitionerId: null,
  personId: null,
};

/** Types (`Vacancy`) and fields (`Query.vacancies`) of a schema that are tagged `public`. */
export function publicCoordinates(schema: GraphQLSchema): ReadonlySet<string> {
  const tagged = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) {
      continue;
    }
    const nodes = [type.astNode, ...type.extensionASTNodes];
    if (nodes.some((node) => isPublic(node?.directives))) {
      tagged.add(type.name);
    }
    for (const field of Object.values(type.getFields())) {
      if (isPublic(field.astNode?.directives)) {
        tagged.add(`${type.name}.${field.name}`);
      }
    }
  }
  return tagged;
}

function isPublic(directives: readonly ConstDirectiveNode[] | undefined): boolean {
  return (
    directives?.some(
      ({ name, arguments: given }) =>
        name.value === 'tag' &&
        given?.some(({ value }) => value.kind === Kind.STRING && value.value === 'public') === true,
    ) ?? false
  );
}

/**
 * True when every field of a document is public by itself or by the type it stands in, however deep
 * it is and whatever fragment it comes by. Nothing is live for those who have no token.
 */
export function asksPublicOnly(
  schema: GraphQLSchema,
  coordinates: ReadonlySet<string>,
  document: DocumentNode,
): boolean {
  let only = true;
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      OperationDefinition(node) {
        only &&= node.operation !== OperationTypeNode.SUBSCRIPTION;
      },
      Field({ name: { value: name } }) {
        const parent = typeInfo.getParentType()?.name ?? '';
        only &&=
          name === '__typename' ||
          coordinates.has(`${parent}.${name}`) ||
          (coordinates.has(parent) && !name.startsWith('__'));
      },
    }),
  );
  return only;
}

export function tokenNeeded(): Refusal {
  return new Refusal('UNAUTHENTICATED', 'Send an access token.');
}
