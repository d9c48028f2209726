import type { GraphQLError } from 'graphql';
import type { AnswerError } from '../plan/execution.ts';

const MESSAGE_LENGTH_MAX = 300;
const LOCATIONS_MAX = 4;
/** Of all errors of a refusal, as JSON: with its frame it stays under 2 KB. */
const ERRORS_BYTES_MAX = 1_800;

/**
 * A request that is not executed at all. `status` is the HTTP status of a refusal, and `accepted`
 * says that the request itself was well formed GraphQL over HTTP: the older media type
 * `application/json` then answers 200, as the GraphQL over HTTP specification asks.
 */
export class RequestRefusal extends Error {
  readonly errors: readonly AnswerError[];
  readonly status: number;
  readonly wellFormed: boolean;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    errors: readonly AnswerError[],
    options: { status?: number; wellFormed?: boolean; headers?: Record<string, string> } = {},
  ) {
    super(errors[0]?.message ?? 'Refused.');
    this.errors = errors;
    this.status = options.status ?? 400;
    this.wellFormed = options.wellFormed ?? false;
    this.headers = options.headers ?? {};
  }

  static of(
    code: string,
    message: string,
    options: {
      status?: number;
      wellFormed?: boolean;
      headers?: Record<string, string>;
      details?: Record<string, unknown>;
    } = {},
  ): RequestRefusal {
    const { details, ...rest } = options;
    return new RequestRefusal([{ message, extensions: { ...details, code } }], rest);
  }

  /** What graphql-js found wrong with a document or its variables. */
  static ofErrors(code: string, errors: readonly GraphQLError[]): RequestRefusal {
    const told = errors.map((error) => ({
      message: clipped(error.message),
      ...(error.locations === undefined
        ? {}
        : { locations: error.locations.slice(0, LOCATIONS_MAX) }),
      extensions: { ...error.extensions, code },
    }));
    return new RequestRefusal(firstOf(told), { wellFormed: true });
  }

  get code(): string {
    const code = this.errors[0]?.extensions?.['code'];
    return typeof code === 'string' ? code : 'REFUSED';
  }
}

/** A refusal stays small whatever was sent: messages of graphql-js repeat the client's own words. */
function clipped(message: string): string {
  return message.length <= MESSAGE_LENGTH_MAX
    ? message
    : `${message.slice(0, MESSAGE_LENGTH_MAX)}…`;
}

/** The first error always, and those after it for which there is room. */
function firstOf(errors: readonly AnswerError[]): readonly AnswerError[] {
  let bytes = 0;
  return errors.filter((error, i) => {
    bytes += Buffer.byteLength(JSON.stringify(error)) + 1;
    return i === 0 || bytes <= ERRORS_BYTES_MAX;
  });
}
