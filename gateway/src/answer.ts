import type { ExecutionResult } from 'graphql';
import type { AnswerError } from './plan/execution.ts';

/** A whole answer as JSON text: written once, sent to however many clients wait for it. */
export class Answer {
  readonly text: string;
  /** Whether it holds errors. */
  readonly failed: boolean;
  #value: ExecutionResult | undefined;

  constructor(text: string, failed: boolean) {
    this.text = text;
    this.failed = failed;
  }

  static ofErrors(errors: readonly AnswerError[]): Answer {
    return new Answer(JSON.stringify({ errors }), true);
  }

  /** The same answer with a word beside it. */
  withExtensions(extensions: Readonly<Record<string, unknown>>): Answer {
    const opened = this.text.slice(0, -1);
    return new Answer(`${opened},"extensions":${JSON.stringify(extensions)}}`, this.failed);
  }

  /** For a protocol that frames the answer in an object of its own. Read once for all clients. */
  get value(): ExecutionResult {
    this.#value ??= JSON.parse(this.text) as ExecutionResult;
    return this.#value;
  }
}
