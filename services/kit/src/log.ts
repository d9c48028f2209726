import pino, { type Logger } from 'pino';

export type { Logger };

/**
 * One line of JSON an event, with ids and never with personal data. The paths below are a second
 * line of defence: whoever logs an input by mistake logs a blank.
 */
export function createLogger(
  name: string,
  level = 'info',
  destination: { write(line: string): unknown } = process.stdout,
): Logger {
  const options = {
    name,
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['authorization', '*.authorization', 'variables', '*.variables', 'input', '*.input'],
      censor: '[withheld]',
    },
  };
  return pino(options, destination);
}
