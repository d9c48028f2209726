import { GraphQLError } from 'graphql';

/**
 * The service understood the request and will not do it. The caller may read the code, the message
 * and what to do about it. Any other error is a fault of ours and goes through `maskFault`.
 *
 * Codes are part of the contract: UPPER_SNAKE, never reused for another meaning.
 */
export class Refusal extends GraphQLError {
  constructor(code: string, message: string, details: Record<string, unknown> = {}) {
    super(message, { extensions: { ...details, code } });
  }

  get code(): string {
    return String(this.extensions['code']);
  }
}

/** Missing and forbidden look the same, so that nobody can learn that a record exists. */
export function notFound(what: string): Refusal {
  return new Refusal('NOT_FOUND', `There is no such ${what}, or it is not yours to see.`);
}
