import { Answer } from '../answer.ts';

/** What a client is told when its stream ends for another reason than its own. */
export const TOKEN_EXPIRED = Answer.ofErrors([
  {
    message: 'The access token of this stream has expired. Sign in again.',
    extensions: { code: 'TOKEN_EXPIRED' },
  },
]);

export const RIGHTS_CHANGED = Answer.ofErrors([
  {
    message: 'What you may see has changed since you signed in. Sign in again.',
    extensions: { code: 'RIGHTS_CHANGED' },
  },
]);

export const STREAM_AGAIN = Answer.ofErrors([
  {
    message:
      'Whom you reach has changed. Subscribe again from your last cursor; you need not sign in again.',
    extensions: { code: 'STREAM_AGAIN' },
  },
]);

export const GRAPH_CHANGED = Answer.ofErrors([
  {
    message:
      'The graph has changed, and this stream with it. Look at the changes and subscribe again.',
    extensions: { code: 'GRAPH_CHANGED' },
  },
]);
