import type { Subgraph } from '@connected-lives/kit/subgraph';
import type { Limits } from './limits/limits.ts';
import type { Observer } from './observe/observer.ts';
import type { CallSettings } from './transport/subgraph-calls.ts';

/** How long things may take, in milliseconds. */
export interface Timeouts {
  /** One fetch of a subgraph. */
  readonly subgraphTimeoutMs: number;
  /** A whole answer. */
  readonly operationTimeoutMs: number;
  /** The same for an operation that asks for a slow field. */
  readonly slowSubgraphTimeoutMs: number;
  readonly slowOperationTimeoutMs: number;
}

export interface ExecutorSettings extends Partial<CallSettings>, Partial<Timeouts> {
  readonly supergraphSdl: string;
  readonly subgraphs: readonly Subgraph[];
  readonly limits?: Partial<Limits>;
  /** Cost points of single fields, by `Type.field`. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly introspection?: boolean;
  readonly suggestions?: boolean;
  /** Told of a document, by its hash, for which there is no plan, with the planner's reason. */
  readonly notPlannable?: (hash: string, reason: string) => void;
  /** How many prepared documents are kept. */
  readonly documentsMax?: number;
  /** Fields that may take their time, by `Type.field`: whoever asks for one gets the slow times. */
  readonly slowFields?: readonly string[];
  /** Watches the events of live streams; whoever runs an operation watches that. */
  readonly observer?: Observer;
}
