import { GraphQLError } from 'graphql';
import { maskFault } from '@connected-lives/kit/fault';
import type { Logger } from '@connected-lives/kit/log';
import { SubgraphFailure } from '../plan/execution.ts';
import { RequestRefusal } from './request-refusal.ts';

/** As long as an open circuit rests. */
const RETRY_AFTER_SECONDS = '2';

const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  ISSUER_UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** Whatever was thrown, as what the client may be told of it. Faults are logged and masked. */
export function refusalOf(fault: unknown, logger: Logger): RequestRefusal {
  if (fault instanceof RequestRefusal) {
    return fault;
  }
  if (fault instanceof SubgraphFailure) {
    // Only a stream that cannot be opened: what a fetch lacks stands in its answer.
    return RequestRefusal.of(fault.code, fault.message, {
      status: 503,
      headers: { 'retry-after': RETRY_AFTER_SECONDS },
    });
  }
  const told = maskFault(fault, logger);
  const { code } = told.extensions;
  return new RequestRefusal([{ message: told.message, extensions: told.extensions }], {
    status: STATUS_OF_CODE[String(code)] ?? 400,
    ...(code === 'UNAUTHENTICATED' ? { headers: { 'www-authenticate': 'Bearer' } } : {}),
  });
}

/** The same for protocols whose libraries speak in `GraphQLError`s. */
export function graphqlErrorsOf(refusal: RequestRefusal): readonly GraphQLError[] {
  return refusal.errors.map(
    ({ message, extensions }) =>
      new GraphQLError(message, extensions === undefined ? {} : { extensions }),
  );
}
