import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_NAMES } from '@connected-lives/kit/service-name';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../../..');
const SOURCES = ['gateway/src', ...['kit', ...SERVICE_NAMES].map((name) => `services/${name}/src`)];

/** Whatever refuses, and the code it says. A code is written out where it is thrown. */
const THROWN = [
  /(?:new Refusal|RequestRefusal\.of(?:Errors)?|new SubgraphFailure|refuseOver)\(\s*'([A-Z_]+)'/g,
  /extensions: \{\s*code: '([A-Z_]+)'/g,
];

/** The few that pass on a code from elsewhere: its list, or its caller, is read as well. */
const PASSED_ON: Readonly<Record<string, RegExp | null>> = {
  'services/finance/src/ledger/take-step.ts': /^ {2}([A-Z_]+): '/gm,
  'gateway/src/limits/check-limits.ts': null,
  'gateway/src/errors/answer-fault.ts': null,
  'gateway/src/errors/request-refusal.ts': null,
};
const NOT_WRITTEN_OUT =
  /(?:new Refusal|RequestRefusal\.of(?:Errors)?|new SubgraphFailure)\(\s*[^'\s)]/;

interface Source {
  readonly path: string;
  readonly text: string;
}

function sources(): Source[] {
  return SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.(test|given)\.ts$/.test(name))
      .map((name) => {
        const path = `${folder}/${name}`;
        return { path, text: readFileSync(join(ROOT, path), 'utf8') };
      }),
  );
}

function codesIn({ path, text }: Source): string[] {
  const passedOn = PASSED_ON[path] ?? null;
  return [...THROWN, ...(passedOn === null ? [] : [passedOn])].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((found) => found[1] ?? ''),
  );
}

const listed = [
  ...readFileSync(join(ROOT, 'docs/refusals.md'), 'utf8').matchAll(
    /^\| `([A-Z_]+)` \| \S.*\. \|$/gm,
  ),
].map((found) => found[1] ?? '');

describe('the list of refusals', () => {
  it('has each code that is thrown, and none that nobody throws', () => {
    const thrown = new Set(sources().flatMap(codesIn));

    expect(listed.toSorted()).toEqual([...thrown].toSorted());
  });

  it('has each code once, with a sentence', () => {
    const rows = readFileSync(join(ROOT, 'docs/refusals.md'), 'utf8').match(/^\| `/gm) ?? [];

    expect(new Set(listed).size).toBe(listed.length);
    expect(rows).toHaveLength(listed.length);
  });

  it('can be read off the code, because a code is written out where it is thrown', () => {
    const hidden = sources()
      .filter(({ path }) => !(path in PASSED_ON))
      .filter(({ text }) => NOT_WRITTEN_OUT.test(text));

    expect(hidden.map(({ path }) => path)).toEqual([]);
  });
});
