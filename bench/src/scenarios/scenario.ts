import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import type { ServiceName } from '@connected-lives/kit/service-name';
import pg from 'pg';
import type { BenchIssuer } from '../bench-issuer.ts';
import type { CouncilCopy } from '../council-copy.ts';
import type { Table } from '../measure/table.ts';
import type { Child } from '../processes/child.ts';
import type { Profiles } from '../profile.ts';

/** What every scenario has to work with. */
export interface Bench {
  readonly copy: CouncilCopy;
  readonly issuer: BenchIssuer;
  /** The council, in one process of its own. */
  readonly council: Child;
  readonly profiles: Profiles;
  /** For a scenario of several parts the one that is wanted, or null for all. */
  readonly part: string | null;
  readonly stack: AsyncDisposableStack;
  readonly stopping: AbortSignal;
}

/** What was aimed at, and whether it was reached. */
export interface Target {
  readonly words: string;
  readonly reached: boolean;
}

/** What one scenario found. */
export interface Finding {
  readonly title: string;
  readonly table: Table;
  readonly targets?: readonly Target[];
  /** Things worth knowing that are no figures. */
  readonly notes?: readonly string[];
  /** Every figure, for the file of results. */
  readonly figures: object;
}

export type Scenario = (bench: Bench) => Promise<Finding[]>;

/** Reads the copy past every policy, to find something to measure with. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  { copy }: Pick<Bench, 'copy'>,
  service: ServiceName,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: copy.superUrls[service] });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** A member of a team's staff. Nobody has to have heard of them: their token says all. */
export function aPractitioner(teamId: string, id: string = randomUUID()): Actor {
  return {
    id,
    role: 'practitioner',
    name: 'Somebody of the bench',
    teamIds: [teamId],
    practitionerId: id,
    personId: null,
  };
}

/** One question to a server of the bench, answered with 200 and without errors. */
export async function askJson(
  url: string,
  question: { readonly token?: string; readonly body?: object },
): Promise<unknown> {
  const { token, body } = question;
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { readonly errors?: unknown };
  if (!response.ok || answer.errors !== undefined) {
    throw new Error(`${url} answered ${String(response.status)}: ${JSON.stringify(answer)}`);
  }
  return answer;
}
