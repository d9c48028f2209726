import type { PlanNode } from '@graphql-hive/router-query-planner';
import type { DocumentNode } from 'graphql';
import type { CompiledOperation } from './compile-operation.ts';

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
