import { randomUUID } from 'node:crypto';
import { ArgumentValidationError } from 'type-graphql';
import type { ValidationError } from 'class-validator';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from './log.ts';
import { Refusal } from './refusal.ts';

/**
 * What the caller may be told of an error. A refusal, and a document that does not parse or
 * validate, is said as it is. A fault is logged under an incident number and the caller gets the
 * number alone: a message or a stack trace may hold somebody's record.
 */
export function tellable(error: GraphQLError, log: Logger): GraphQLFormattedError {
  const cause = error.originalError;
  if (cause instanceof ArgumentValidationError) {
    return located(error, invalidInput(cause.extensions.validationErrors));
  }
  const refusal = refusalIn(cause);
  if (refusal !== undefined) {
    return located(error, refusal);
  }
  if (cause === undefined || cause instanceof GraphQLError) {
    return isOfValues(error)
      ? located(error, new Refusal('BAD_USER_INPUT', error.message))
      : error.toJSON();
  }
  return located(error, maskFault(cause, log));
}

/**
 * The values that came with a question are wrong: that has no place in an answer. A compiled
 * document says it with no extensions at all.
 */
function isOfValues({ path, extensions }: { path?: unknown; extensions?: object }): boolean {
  return path === undefined && (extensions === undefined || !('code' in extensions));
}

/** The same for an error outside an execution, such as one of the HTTP edge. */
export function maskFault(fault: unknown, log: Logger): GraphQLError {
  if (fault instanceof GraphQLError) {
    return fault;
  }
  const refusal = refusalIn(fault);
  if (refusal !== undefined) {
    return refusal;
  }
  const incident = randomUUID();
  log.error({ incident, err: describe(fault) }, 'fault');
  return new GraphQLError(`Something went wrong on our side. Quote ${incident}.`, {
    extensions: { code: 'INTERNAL', incident },
  });
}

/** A database may refuse too: the functions of the ledger and the policies raise known codes. */
function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) {
    return error;
  }
  const code = sqlState(error);
  if (code === '42501') {
    return new Refusal('NOT_FOUND', 'There is no such record, or it is not yours to change.');
  }
  if (code === '40001' || code === '40P01') {
    return new Refusal(
      'TRY_AGAIN',
      'Somebody changed the same thing at the same moment. Try again.',
    );
  }
  if (code === '57014') {
    return new Refusal('SUBGRAPH_TIMEOUT', 'There was no time left to do this.');
  }
  // PostgreSQL keeps every character but one: U+0000, in text (22021) and in JSON (22P05).
  if (code === '22021' || code === '22P05') {
    return new Refusal('BAD_USER_INPUT', 'A text may not hold the character U+0000.');
  }
  return undefined;
}

/** The SQLSTATE of an error of pg, also when the ORM has wrapped it. */
export function sqlState(error: unknown): string | undefined {
  for (let e = error; typeof e === 'object' && e !== null; e = (e as { cause?: unknown }).cause) {
    const { code } = e as { code?: unknown };
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) {
      return code;
    }
  }
  return undefined;
}

/** Type, SQLSTATE and stack, without the message of a database error: that one quotes values. */
function describe(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) {
    return { type: typeof fault };
  }
  const state = sqlState(fault);
  const frames = fault.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    type: fault.name,
    ...(state === undefined ? { message: fault.message } : { state }),
    stack: frames?.slice(0, 12).join('\n'),
  };
}

function invalidInput(errors: readonly ValidationError[]): Refusal {
  const sentences = errors.flatMap(sentencesOf);
  return new Refusal('BAD_USER_INPUT', `${sentences.join('; ')}.`, {
    fields: errors.map((error) => error.property),
  });
}

/** An input within an input has its own. */
function sentencesOf({ constraints = {}, children = [] }: ValidationError): string[] {
  return [...Object.values(constraints).map(inPlainWords), ...children.flatMap(sentencesOf)];
}

/** What class-validator says by itself, for those who do not write programs. */
function inPlainWords(sentence: string): string {
  return sentence
    .replace('must match /\\S/ regular expression', 'must have words in it')
    .replace(/must be longer than or equal to (\d+) characters/, 'must have at least $1 characters')
    .replace(/must be shorter than or equal to (\d+) characters/, 'may have $1 characters at most');
}

function located(at: GraphQLError, error: GraphQLError): GraphQLFormattedError {
  return new GraphQLError(error.message, {
    ...(at.nodes === undefined ? {} : { nodes: at.nodes }),
    ...(at.path === undefined ? {} : { path: at.path }),
    extensions: error.extensions,
  }).toJSON();
}
