import type { EntityBatchAlias } from '@graphql-hive/router-query-planner';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { type AskedField, askedOfEntities } from './asked-fields.ts';
import { copyOf } from './copy-value.ts';
import type { PlanTools } from './plan-tools.ts';
import { compileEntityPath } from './entity-path.ts';
import type { AnswerPath, Execution, Fields, SubgraphFailure } from './execution.ts';
import { compileRepresentation } from './representation.ts';
import { compileRewrites, renamedKeys } from './rewrite.ts';
import { widenRequires } from './widen-requires.ts';
import { failureAt, planPath, relocated } from './subgraph-error.ts';

/** The entities of one batch, each asked about once however often it stands in the answer. */
export interface GatheredBatch {
  readonly representations: readonly Fields[];
  readonly entities: readonly Fields[];
  /** For each entity, which representation is its own; -1 when there is none. */
  readonly indexes: readonly number[];
  /** For each entity, which of the batch's paths led to it. */
  readonly origins: readonly number[];
}

export interface EntityBatch {
  /** Under which key the subgraph answers. */
  readonly key: string;
  readonly variableName: string;
  gather(execution: Execution): GatheredBatch;
  merge(data: Fields, gathered: GatheredBatch, execution: Execution): void;
  relocate(
    error: GraphQLError | GraphQLFormattedError,
    gathered: GatheredBatch,
    execution: Execution,
  ): void;
  fail(failure: SubgraphFailure, gathered: GatheredBatch, execution: Execution): void;
}

export function compileEntityBatch(
  node: EntityBatchAlias,
  operation: string,
  tools: PlanTools,
): EntityBatch {
  const paths = node.paths.map((path) => compileEntityPath(path, tools.satisfies));
  const represent = compileRepresentation(widenRequires(node, tools), tools.satisfies);
  const rewriteInput = compileRewrites(node.inputRewrites, tools.satisfies);
  const rewriteOutput = compileRewrites(node.outputRewrites, tools.satisfies);
  const renamed = renamedKeys(node.outputRewrites);
  let asked: readonly AskedField[] | undefined;
  const askedOf = (entity: Fields): readonly AskedField[] => {
    asked ??= askedOfEntities(operation, node.alias);
    return asked.filter(({ typeConditions }) =>
      typeConditions.every((condition) => tools.satisfies(entity['__typename'], condition)),
    );
  };
  const locate = (data: Fields): AnswerPath[] => paths.flatMap((path) => path.locate(data));

  return {
    key: node.alias,
    variableName: node.representationsVariableName,

    gather(execution) {
      const entities: Fields[] = [];
      const indexes: number[] = [];
      const origins: number[] = [];
      const representations: Fields[] = [];
      const known = new Map<string, number>();
      paths.forEach((path, origin) => {
        for (const entity of path.collect(execution.data)) {
          const representation = represent(entity);
          let index = -1;
          if (representation !== undefined) {
            rewriteInput?.(representation);
            const key = JSON.stringify(representation);
            index = known.get(key) ?? -1;
            if (index === -1) {
              index = representations.push(representation) - 1;
              known.set(key, index);
            }
          }
          entities.push(entity);
          indexes.push(index);
          origins.push(origin);
        }
      });
      return { representations, entities, indexes, origins };
    },

    merge(data, gathered, execution) {
      const answers = data[node.alias];
      if (!Array.isArray(answers)) {
        return;
      }
      rewriteOutput?.(answers);
      // Places that different paths lead to are filled differently later on, so each path gets
      // objects of its own.
      const copies = paths.map((_path, origin) =>
        origin === 0 ? answers : (copyOf(answers) as unknown[]),
      );
      gathered.entities.forEach((entity, i) => {
        const answer: unknown = copies[gathered.origins[i] ?? 0]?.[gathered.indexes[i] ?? -1];
        if (typeof answer === 'object' && answer !== null) {
          tools.merge(entity, answer as Fields);
        } else if (answer === null) {
          execution.absent.add(entity);
        }
      });
    },

    relocate(error, gathered, execution) {
      const [, index, ...rest] = error.path ?? [];
      const tail = planPath(rest, renamed);
      locate(execution.data).forEach((path, i) => {
        if (index === undefined || gathered.indexes[i] === index) {
          execution.errors.add(relocated(error, tools.toClientPath([...path, ...tail])));
        }
      });
    },

    fail(failure, gathered, execution) {
      const told = new Set<string>();
      locate(execution.data).forEach((path, i) => {
        if (gathered.indexes[i] === -1) {
          return;
        }
        for (const { key } of askedOf(gathered.entities[i] as Fields)) {
          const clientPath = tools.toClientPath([...path, ...planPath([key], renamed)]);
          const place = clientPath.join('\n');
          if (!told.has(place)) {
            told.add(place);
            execution.errors.add(failureAt(failure, clientPath));
          }
        }
      });
    },
  };
}
