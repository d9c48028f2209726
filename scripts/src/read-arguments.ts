import { parseArgs, type ParseArgsConfig } from 'node:util';
import { PlainError } from './plain-error.ts';

/**
 * What stands behind a command. What it does not know is refused with how it is used: whoever
 * mistypes an option would otherwise get something else than they asked for, and not hear of it.
 */
export function readArguments<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PlainError(`${why}\n\n${usage}`);
  }
}

/** For a command that is told nothing. */
export function requireNoArguments(command: string): void {
  readArguments(`${command} takes nothing behind it.`, {});
}
