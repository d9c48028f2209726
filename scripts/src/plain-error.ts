/**
 * Something that went wrong around the project rather than in it: a port in use, a folder that
 * cannot be written. The message is the whole of what the person at the terminal sees, so it says
 * what happened and what to do about it. Everything else is a fault of ours and keeps its stack.
 */
export class PlainError extends Error {
  override readonly name = 'PlainError';
}
