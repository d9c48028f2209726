import type { PlanNode } from '@graphql-hive/router-query-planner';
import { LRUCache } from 'lru-cache';
import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { asksPublicOnly } from '@connected-lives/kit/public-operations';
import { documentHash } from '../documents/document-hash.ts';
import { RequestRefusal } from '../errors/request-refusal.ts';
import { checkLimits } from '../limits/check-limits.ts';
import type { Limits } from '../limits/limits.ts';
import { documentLookups, documentsDropped, documentsKept } from '../metrics.ts';
import { asksForAny } from './asks-for-any.ts';
import { coerceVariables } from './coerce-variables.ts';
import { compileOperation, type CompiledOperation, planOperation } from './compile-operation.ts';
import { conditionVariables } from './conditions.ts';
import { normaliseOperation } from './normalise-operation.ts';
import { resumesWith } from './resume.ts';
import type { Supergraph } from './supergraph.ts';

export interface OperationSettings {
  readonly limits: Limits;
  readonly weights: Readonly<Record<string, number>>;
  readonly introspection: boolean;
  /** Whether a refusal may guess what the client meant, and so name parts of the graph. */
  readonly suggestions: boolean;
  readonly documentsMax: number;
  /** Whether it is for those who have no token. */
  readonly publicOnly?: boolean;
  /** Fields that may take their time, by `Type.field`. */
  readonly slowFields?: ReadonlySet<string>;
  /** Told of a document, by its hash, that the planner has no plan for, with the planner's reason. */
  readonly notPlannable?: (hash: string, reason: string) => void;
}

/** One operation of a document, for any variables and anybody. */
export interface PreparedOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly name: string | null;
  readonly source: string;
  /** What stands for the document where its text must not: in logs and traces. */
  readonly hash: string;
  readonly document: DocumentNode;
  readonly coerceVariables: (
    given: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>>;
  /** The plan for these variables: one for each way in which `@skip` and `@include` are decided. */
  readonly compiledFor: (variables: Readonly<Record<string, unknown>>) => CompiledOperation;
  /** How `@skip` and `@include` were decided where it was planned, the latest first. */
  readonly plannedFor: () => readonly Readonly<Record<string, boolean>>[];
  /** The plans for these variables, for people to read: one for each field of a mutation. */
  readonly planFor: (variables: Readonly<Record<string, unknown>>) => readonly PlanNode[];
  /** Points of cost. Refuses variables that make it too costly: a page size may be a variable. */
  readonly costOf: (variables: Readonly<Record<string, unknown>>) => number;
  /** The answer belongs to one viewer, so that it must not be shared. */
  readonly own: boolean;
  /** It asks for a field that may take its time, such as a report. */
  readonly slow: boolean;
  /** The variables ask a subscription to begin at a cursor. */
  readonly resumes: (variables: Readonly<Record<string, unknown>>) => boolean;
}

const VALIDATION_ERRORS_MAX = 5;
const VARIANTS_MAX = 32;
const NO_FIELDS: ReadonlySet<string> = new Set();
const NAME_LENGTH_MAX = 200;
const PLANNED_AGAIN_MAX = 100;
const REASON_LENGTH_MAX = 500;
const STRING_LITERAL = /"(?:[^"\\\n]|\\.)*"/g;
const kept = documentLookups.labels('yes');
const notKept = documentLookups.labels('no');
const SUGGESTION = /\s*Did you mean .*$/s;

/** Documents parsed, measured, validated, planned and compiled once, the last thousand kept. */
export class OperationStore {
  readonly #supergraph: Supergraph;
  readonly #settings: OperationSettings;
  readonly #prepared: LRUCache<string, PreparedOperation>;
  #compiled = 0;

  constructor(supergraph: Supergraph, settings: OperationSettings) {
    this.#supergraph = supergraph;
    this.#settings = settings;
    this.#prepared = new LRUCache({
      max: settings.documentsMax,
      dispose: (_prepared, _key, reason) => {
        if (reason === 'evict') {
          documentsDropped.inc();
        }
      },
    });
  }

  /** How many plans were compiled so far. */
  get compiled(): number {
    return this.#compiled;
  }

  get size(): number {
    return this.#prepared.size;
  }

  /** Throws a `RequestRefusal` for a document that is too large, or wrong. */
  prepare(
    source: string,
    operationName: string | null,
    variables: Readonly<Record<string, unknown>>,
  ): PreparedOperation {
    const key = operationName === null ? source : `${operationName}\n${source}`;
    const prepared = this.#prepared.get(key);
    (prepared === undefined ? notKept : kept).inc();
    return prepared ?? this.#keep(key, this.#compile(source, operationName, variables));
  }

  /**
   * Plans what another store, of an earlier supergraph, was asked for last: one plan for each step,
   * so that whoever takes the steps may do other things between them.
   */
  *planAgain(earlier: OperationStore): Generator<void, void, void> {
    const last = [...earlier.#prepared.entries()].slice(0, PLANNED_AGAIN_MAX);
    for (const [key, { source, name, plannedFor }] of last) {
      for (const decided of plannedFor()) {
        try {
          const prepared =
            this.#prepared.peek(key) ??
            this.#keep(key, this.#compile(source, key === source ? null : name, decided));
          prepared.compiledFor(decided);
        } catch {
          // Not an operation of this graph any more: whoever sends it is told.
        }
        yield;
      }
    }
  }

  #keep(key: string, prepared: PreparedOperation): PreparedOperation {
    this.#prepared.set(key, prepared);
    documentsKept.set(this.#prepared.size);
    return prepared;
  }

  #compile(
    source: string,
    operationName: string | null,
    variables: Readonly<Record<string, unknown>>,
  ): PreparedOperation {
    const { schema } = this.#supergraph;
    const { limits, weights, slowFields = NO_FIELDS } = this.#settings;
    const document = this.#parse(source);
    refuseNames(document);
    this.#requirePublic(document);
    const operation = chooseOperation(document, operationName);
    const { cost } = checkLimits(schema, document, operation, variables, limits, weights);
    this.#validate(document);
    const pagedByVariable = asksForPagesByVariable(document);
    const hash = documentHash(source);
    return {
      kind: operation.operation,
      name: operation.name?.value ?? null,
      source,
      hash,
      document,
      coerceVariables: (given) => coerceVariables(schema, operation, given),
      ...this.#variants(hash, document, operation),
      own: asksForAny(schema, this.#supergraph.ownCoordinates, document),
      slow: asksForAny(schema, slowFields, document),
      resumes: resumesWith(operation),
      planFor: (given) =>
        planOperation(
          this.#supergraph,
          normaliseOperation(this.#supergraph, document, operation, given),
        ),
      costOf: pagedByVariable
        ? (given) => checkLimits(schema, document, operation, given, limits, weights).cost
        : () => cost,
    };
  }

  #variants(
    hash: string,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): Pick<PreparedOperation, 'compiledFor' | 'plannedFor'> {
    const names = conditionVariables(document);
    const variants = new LRUCache<string, CompiledOperation | RequestRefusal>({
      max: VARIANTS_MAX,
    });
    const compile = (variables: Readonly<Record<string, unknown>>) => {
      const normalised = normaliseOperation(this.#supergraph, document, operation, variables);
      try {
        const compiled = compileOperation(this.#supergraph, normalised);
        this.#compiled++;
        return compiled;
      } catch (error) {
        if (!(error instanceof RequestRefusal)) {
          throw error;
        }
        this.#settings.notPlannable?.(hash, reasonOf(error));
        return error;
      }
    };
    return {
      compiledFor: (variables) => {
        const decided = names.map((name) => (variables[name] === true ? '1' : '0')).join('');
        let compiled = variants.get(decided);
        if (compiled === undefined) {
          compiled = compile(variables);
          variants.set(decided, compiled);
        }
        if (compiled instanceof RequestRefusal) {
          throw compiled;
        }
        return compiled;
      },
      plannedFor: () =>
        [...variants.keys()].map((decided) =>
          Object.fromEntries(names.map((name, i) => [name, decided[i] === '1'])),
        ),
    };
  }

  #parse(source: string): DocumentNode {
    try {
      return parse(source, { maxTokens: this.#settings.limits.tokens });
    } catch (error) {
      if (!(error instanceof GraphQLError)) {
        throw error;
      }
      if (error.message.includes('tokens')) {
        const { tokens } = this.#settings.limits;
        throw RequestRefusal.of(
          'QUERY_TOO_LARGE',
          `This document has more than ${tokens} tokens. Ask for less at a time.`,
          { details: { limit: tokens } },
        );
      }
      throw RequestRefusal.ofErrors('GRAPHQL_PARSE_FAILED', [error]);
    }
  }

  /** Before anything else is said of the document: what is wrong with it would tell of the graph. */
  #requirePublic(document: DocumentNode): void {
    const { schema, publicCoordinates } = this.#supergraph;
    if (
      this.#settings.publicOnly === true &&
      !asksPublicOnly(schema, publicCoordinates, document)
    ) {
      throw RequestRefusal.of('UNAUTHENTICATED', 'This is not public.', { status: 401 });
    }
  }

  #validate(document: DocumentNode): void {
    const { introspection, suggestions } = this.#settings;
    const rules = introspection
      ? specifiedRules
      : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    const errors = validate(this.#supergraph.schema, document, rules, {
      maxErrors: VALIDATION_ERRORS_MAX,
    });
    if (errors.length > 0) {
      throw RequestRefusal.ofErrors(
        'GRAPHQL_VALIDATION_FAILED',
        suggestions ? errors : errors.map(withoutSuggestion),
      );
    }
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

/** What the planner says quotes the document, and a text that stands in it may be about somebody. */
function reasonOf({ cause }: RequestRefusal): string {
  const reason = cause instanceof Error ? cause.message : 'unknown';
  return reason.replace(STRING_LITERAL, '"…"').slice(0, REASON_LENGTH_MAX);
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  const message = error.message.replace(SUGGESTION, '');
  return error.nodes === undefined
    ? new GraphQLError(message)
    : new GraphQLError(message, { nodes: error.nodes });
}

function chooseOperation(document: DocumentNode, name: string | null): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (operation === null || operation === undefined) {
    throw new RequestRefusal(
      [
        {
          message:
            name === null
              ? 'Say which operation of the document to run.'
              : 'The document has no operation of this name.',
          extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
        },
      ],
      { wellFormed: true },
    );
  }
  return operation;
}

/**
 * `__proto__` names nothing in any graph, and is how the prototypes of objects are reached. As a
 * string it does no harm, so only the names of the document are looked at. Names also reach logs and
 * headers, so that they may not be of any length.
 */
function refuseNames(document: DocumentNode): void {
  visit(document, {
    Name(node) {
      if (node.value === '__proto__' || node.value.length > NAME_LENGTH_MAX) {
        throw RequestRefusal.of('GRAPHQL_VALIDATION_FAILED', 'This name cannot be used here.');
      }
    },
  });
}
