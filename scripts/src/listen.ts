import type { Server } from 'node:http';
import { listen as listenAt } from '@connected-lives/kit/http/listen';
import { isPortTaken } from './free-port.ts';
import { PlainError } from './plain-error.ts';
import { codeOf } from './postgres/file-error.ts';

/**
 * Starts listening on this machine.
 *
 * @param port 0 for any free one
 * @param variable the environment variable that moves it, told when somebody else has the port
 * @returns the port it listens on
 */
export function listen(server: Server, port: number, variable: string): Promise<number> {
  return listenAt(server, port).catch((error: unknown) => {
    throw explainPort(error, port, variable);
  });
}

/** A port that somebody else has, in words; any other error as it is. */
export function explainPort(error: unknown, port: number, variable: string): unknown {
  return codeOf(error) === 'EADDRINUSE' ? portInUse(port, variable) : error;
}

/** The same for a process that listens at several ports: the error says which of them is taken. */
export function explainPorts(
  error: unknown,
  ports: Readonly<Record<string, number | undefined>>,
): unknown {
  const taken = (error as { port?: unknown } | null)?.port;
  for (const [variable, port] of Object.entries(ports)) {
    if (port !== undefined && port === taken) {
      return explainPort(error, port, variable);
    }
  }
  return error;
}

/** Two of ours at one port would be told of only when the second one listens, with much made by then. */
export function requireDifferentPorts(ports: Readonly<Record<string, number>>): void {
  const variables = new Map<number, string>();
  for (const [variable, port] of Object.entries(ports)) {
    const other = variables.get(port);
    if (other !== undefined) {
      throw new PlainError(
        `${other} and ${variable} are both ${String(port)}. Each needs a port of its own.`,
      );
    }
    variables.set(port, variable);
  }
}

/** Looks at all ports before anything is started, which is sooner than when each is needed. */
export async function requireFreePorts(ports: Readonly<Record<string, number>>): Promise<void> {
  for (const [variable, port] of Object.entries(ports)) {
    if (await isPortTaken(port)) {
      throw portInUse(port, variable);
    }
  }
}

function portInUse(port: number, variable: string): PlainError {
  return new PlainError(
    `Port ${String(port)} is in use by another program. End that program, or choose another port by ` +
      `setting ${variable}, as in: ${variable}=${String(port + 10)} npm start`,
  );
}
