import { type DocumentNode, Kind, visit } from 'graphql';
import { asksPublicOnly } from '@connected-lives/kit/public-operations';
import { documentHash } from '../documents/document-hash.ts';
import { RequestRefusal } from '../errors/request-refusal.ts';
import { checkLimits } from '../limits/check-limits.ts';
import type { Limits } from '../limits/limits.ts';
import { asksForAny } from './asks-for-any.ts';
import { coerceVariables } from './coerce-variables.ts';
import { operationPlans } from './operation-plans.ts';
import type { PreparedOperation } from './prepared-operation.ts';
import { chooseOperation, readDocument } from './read-document.ts';
import { resumesWith } from './resume.ts';
import type { Supergraph } from './supergraph.ts';
import { validateDocument, type ValidationSettings } from './validate-document.ts';

export interface PreparationSettings extends ValidationSettings {
  readonly limits: Limits;
  readonly weights: Readonly<Record<string, number>>;
  /** Whether it is for those who have no token. */
  readonly publicOnly?: boolean;
  /** Fields that may take their time, by `Type.field`. */
  readonly slowFields?: ReadonlySet<string>;
  /** Told of a document, by its hash, that the planner has no plan for, with the planner's reason. */
  readonly notPlannable?: (hash: string, reason: string) => void;
}

const NO_FIELDS: ReadonlySet<string> = new Set();

/**
 * Parses, measures and validates a document; its plans are made when they are first asked for. Throws
 * a `RequestRefusal` for one that is too large, or wrong.
 */
export function prepareOperation(
  supergraph: Supergraph,
  settings: PreparationSettings,
  source: string,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
  compiled: () => void,
): PreparedOperation {
  const { schema } = supergraph;
  const { limits, weights, slowFields = NO_FIELDS } = settings;
  const document = readDocument(source, limits.tokens);
  // Before anything else is said of the document: what is wrong with it would tell of the graph.
  if (settings.publicOnly === true) {
    requirePublic(supergraph, document);
  }
  const operation = chooseOperation(document, operationName);
  const { cost } = checkLimits(schema, document, operation, variables, limits, weights);
  validateDocument(schema, document, settings);
  const pagedByVariable = asksForPagesByVariable(document);
  const hash = documentHash(source);
  return {
    kind: operation.operation,
    name: operation.name?.value ?? null,
    source,
    hash,
    document,
    coerceVariables: (given) => coerceVariables(schema, operation, given),
    ...operationPlans(supergraph, document, operation, {
      compiled,
      notPlannable: (reason) => settings.notPlannable?.(hash, reason),
    }),
    own: asksForAny(schema, supergraph.ownCoordinates, document),
    slow: asksForAny(schema, slowFields, document),
    resumes: resumesWith(operation),
    costOf: pagedByVariable
      ? (given) => checkLimits(schema, document, operation, given, limits, weights).cost
      : () => cost,
  };
}

function requirePublic({ schema, publicCoordinates }: Supergraph, document: DocumentNode): void {
  if (!asksPublicOnly(schema, publicCoordinates, document)) {
    throw RequestRefusal.of('UNAUTHENTICATED', 'This is not public.', { status: 401 });
  }
}

/** Only then does the cost depend on what comes with the request. */
function asksForPagesByVariable(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Argument(node) {
      found ||= node.name.value === 'first' && node.value.kind === Kind.VARIABLE;
    },
  });
  return found;
}
