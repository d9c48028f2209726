import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { PROJECT_ROOT } from '@connected-lives/scripts/project-root';
import { printedTable } from './measure/table.ts';

/** What V8 writes for `--cpu-prof`: a tree of functions, and which of them ran at each sample. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SHOWN_MAX = 16;
const NOT_AT_WORK = ['(idle)', '(root)'];

/** The profiles of one run, where somebody asked for them: one of each process that is ours. */
export class Profiles {
  readonly #folder: string;
  readonly #run: string;
  readonly #wanted: boolean;
  readonly #kept: { readonly of: string; readonly file: string }[] = [];

  constructor(folder: string, run: string, wanted: boolean) {
    this.#folder = folder;
    this.#run = run;
    this.#wanted = wanted;
  }

  /** What a process is started with to leave a profile as it ends, or nothing. */
  optionsFor(of: string): readonly string[] {
    if (!this.#wanted) {
      return [];
    }
    const file = `${this.#run}-${of.replaceAll(' ', '-')}.cpuprofile`;
    this.#kept.push({ of, file });
    return ['--cpu-prof', `--cpu-prof-dir=${this.#folder}`, `--cpu-prof-name=${file}`];
  }

  /** Once all these processes have ended. */
  async print(): Promise<void> {
    for (const { of, file } of this.#kept) {
      await printProfile(of, join(this.#folder, file));
    }
  }
}

/** Where the processor was, by package, from the time each function took itself. */
async function printProfile(of: string, path: string): Promise<void> {
  const { nodes, samples, timeDeltas } = JSON.parse(await readFile(path, 'utf8')) as CpuProfile;
  const packageOfNode = new Map(nodes.map(({ id, callFrame }) => [id, packageOf(callFrame)]));
  const spent = new Map<string, number>();
  samples.forEach((id, i) => {
    const name = packageOfNode.get(id) ?? '';
    if (!NOT_AT_WORK.includes(name)) {
      spent.set(name, (spent.get(name) ?? 0) + (timeDeltas[i] ?? 0));
    }
  });
  const whole = [...spent.values()].reduce((sum, time) => sum + time, 0);
  const rows = [...spent]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, SHOWN_MAX)
    .map(([name, time]) => [name, `${((time / whole) * 100).toFixed(1)} %`]);
  console.log(`\nWhere the processor time of ${of} went, from start to stop`);
  console.log(printedTable({ headings: ['', 'of it'], rows }));
  console.log(`\nThe profile: ${relative(PROJECT_ROOT, path)}`);
}

function packageOf({ functionName, url }: { functionName: string; url: string }): string {
  if (url === '') {
    // What V8 does itself, such as (garbage collector), or native code: most of all `writev`, which
    // sends to a socket.
    return functionName.startsWith('(') ? functionName : `native ${functionName}`;
  }
  if (url.startsWith('node:')) {
    return 'node';
  }
  const installed = /.*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)\//.exec(url)?.[1];
  if (installed !== undefined) {
    return installed;
  }
  return /\/(services\/[^/]+|gateway|scripts|bench)\/(?:dist\/)?src\/([^/]+)/.exec(url)?.[1] ?? url;
}
