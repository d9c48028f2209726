import type { Actor } from '@connected-lives/kit/actor';
import type { OperationRequest } from '@connected-lives/kit/subgraph';
import type { PreparedOperation } from './plan/prepared-operation.ts';

/** Who asks, under which number, and until when anybody listens. */
export interface Caller {
  readonly actor: Actor;
  readonly token: string | null;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly alsoFor?: readonly Actor[];
  /** Of a live stream, for all its events; any other operation is given one here. */
  readonly operationId?: string;
  /** Of a live stream: what its client sent of W3C Trace Context, for the event that is next. */
  readonly traceparent?: unknown;
  /** Called when everything was read for an event of a live stream, while the logs are written. */
  readonly allRead?: () => void;
  /**
   * Called when a subgraph has come past an event of a live stream of which nothing leaves, and
   * awaited before it reads the next one.
   */
  readonly passedOver?: (cursor: string) => Promise<void>;
}

/** Who asks is read at every use: on a shared stream, who listens changes from event to event. */
export class CallersRequest implements OperationRequest {
  readonly requestId: string;
  readonly operationId: string;
  readonly operationName: string | null;
  readonly operationKind: OperationRequest['operationKind'];
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** Not `#caller`: a subgraph makes an object of its own upon this one. */
  private readonly caller: Caller;

  constructor({ name, kind }: PreparedOperation, caller: Caller, deadline: number) {
    this.requestId = caller.requestId;
    this.operationId = caller.operationId ?? crypto.randomUUID();
    this.operationName = name;
    this.operationKind = kind;
    this.deadline = deadline;
    this.signal = caller.signal;
    this.caller = caller;
  }

  get actor(): Actor {
    return this.caller.actor;
  }

  get alsoFor(): readonly Actor[] {
    return this.caller.alsoFor ?? [];
  }

  get token(): string | null {
    return this.caller.token;
  }

  async passedOver(cursor: string): Promise<void> {
    await this.caller.passedOver?.(cursor);
  }
}
