import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout, whether this file runs as TypeScript or from `dist`. */
export const PROJECT_ROOT = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'turbo.json'))) {
    return folder;
  }
  const parent = dirname(folder);
  if (parent === folder) {
    throw new Error('The scripts belong in a checkout of the project.');
  }
  return findRoot(parent);
}

export const SUPERGRAPH_PATH = join(PROJECT_ROOT, 'schema', 'supergraph.graphql');
