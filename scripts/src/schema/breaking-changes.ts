import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { buildSchema, findBreakingChanges } from 'graphql';
import { PROJECT_ROOT } from '../project-root.ts';

/** What no longer works for queries against the schema as committed, in words. */
export async function findBreaks(api: string, commit: string): Promise<string[]> {
  const committed = await readCommitted('schema/api.graphql', commit);
  return committed === null ? [] : breaksBetween(committed, api);
}

export function breaksBetween(before: string, after: string): string[] {
  return findBreakingChanges(buildSchema(before), buildSchema(after)).map(
    ({ description }) => description,
  );
}

/** A file as committed. Null without git, as in a container image, and before the first commit: then nobody depends on it. */
export async function readCommitted(path: string, commit: string): Promise<string | null> {
  try {
    const git = await promisify(execFile)('git', ['show', `${commit}:${path}`], {
      cwd: PROJECT_ROOT,
      maxBuffer: 64 * 1_024 * 1_024,
    });
    return git.stdout;
  } catch {
    return null;
  }
}
