import { PlainError } from '../plain-error.ts';

export function explainServerError(error: unknown, home: string): PlainError {
  if (error instanceof PlainError) {
    return error;
  }
  const said = error instanceof Error ? error.message : String(error);
  if (said.includes('No space left on device')) {
    return new PlainError(
      `The disk that holds ${home} is full, so PostgreSQL could not start. Make room and try again.`,
    );
  }
  if (isStillInUse(said)) {
    return new PlainError(
      `A PostgreSQL that nobody watches any more still works on the data in ${home}. ` +
        'It ends by itself within a minute: try again then, or end the process `postgres -D` with that folder.',
    );
  }
  return new PlainError(
    `The local PostgreSQL could not start with the data in ${home}. It said:\n\n${said}\n\n` +
      'If its files are damaged, npm run reset starts over with a new demo council.',
  );
}

/** Whether the data is still worked on by what is left of a server, which ends by itself. */
export function isStillInUse(said: string): boolean {
  return said.includes('is still in use');
}
