import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import type { testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';
import { at } from './answers.ts';

const WALL = `subscription Wall($team: ID!, $after: String) {
  teamBoardChanged(teamId: $team, after: $after) {
    cursor kind conversationId card { purpose person { name } }
  }
}`;

interface Change {
  readonly cursor: string;
  readonly conversationId: string;
  readonly card: { readonly purpose: string; readonly person: { readonly name: string } } | null;
}

/** A board on one screen: what it was shown, and the code with which it ended. */
export interface Screen {
  readonly changes: Change[];
  readonly ended: () => string | undefined;
}

/** The names of those whose cards a screen was shown, in that order. */
export const shown = ({ changes }: Screen): (string | undefined)[] =>
  changes.map(({ card }) => card?.person.name);

export const colleagueOf = (worker: Actor): Actor =>
  anActor('practitioner', { teamIds: worker.teamIds });

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) {
      throw new Error(`It did not happen: ${condition.toString()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The boards of teams on the screens of a council. Whoever puts some up takes all of them down. */
export class Wall {
  readonly #council: ReturnType<typeof testCouncil>;
  readonly #leaving: (() => void)[] = [];

  constructor(council: ReturnType<typeof testCouncil>) {
    this.#council = council;
  }

  async watch(actor: Actor, after: string | null = null): Promise<Screen> {
    const client = await this.#council.live(actor);
    const changes: Change[] = [];
    let ended: string | undefined;
    const leave = client.subscribe<{ teamBoardChanged: Change }>(
      { query: WALL, variables: { team: teamOf(actor), after } },
      {
        next({ data, errors }) {
          if (data?.teamBoardChanged !== undefined) {
            changes.push(data.teamBoardChanged);
          }
          ended ??= errors?.[0]?.extensions?.['code'] as string | undefined;
        },
        error: (fault) => (ended ??= JSON.stringify(fault)),
        complete: () => (ended ??= 'complete'),
      },
    );
    this.#leaving.push(leave);
    return { changes, ended: () => ended };
  }

  /** Of the whole gateway. */
  async live(): Promise<{ sources: number; readers: number }> {
    const metrics = await (await fetch(`${this.#council.url}/metrics`)).text();
    const gauge = (name: string) =>
      Number(new RegExp(`^gateway_live_${name} (\\d+)$`, 'm').exec(metrics)?.[1]);
    return { sources: gauge('sources'), readers: gauge('readers') };
  }

  async untilRead(readers: number): Promise<void> {
    await until(async () => (await this.live()).readers === readers);
  }

  async takeDown(): Promise<void> {
    this.#leaving.splice(0).forEach((leave) => leave());
    await this.untilRead(0);
  }

  /** Something that every board of the worker's team is to show. */
  async openConversation(worker: Actor, personId: string): Promise<string> {
    const answer = await this.#council.ask(
      worker,
      `mutation ($input: OpenConversationInput!) { openConversation(input: $input) { id } }`,
      {
        input: {
          personId,
          purpose: 'To get out more',
          stage: 'CONNECT_AND_PREVENT',
          ledBy: 'TOGETHER',
          idempotencyKey: randomUUID(),
        },
      },
    );
    return String(at(answer, 'openConversation.id'));
  }
}
