import { serviceActor } from '@connected-lives/kit/actor';
import { viewerSetting } from '@connected-lives/kit/viewer';
import type pg from 'pg';
import { COMMAND_ID } from './read-as-service.ts';

export interface AnswerLook {
  /** The same in all three logs, so that one answer is one look in the person's list. */
  readonly requestId: string;
  readonly personId: string;
  readonly by: string;
}

/** Writes into the access log who makes an answer, so that the person reads it there too. */
export async function recordAnswer(
  client: pg.Client,
  { requestId, personId, by }: AnswerLook,
): Promise<void> {
  await client.query('begin');
  await client.query(`select set_config('app.viewer', $1, true)`, [
    viewerSetting(serviceActor(COMMAND_ID, by)),
  ]);
  await client.query('select record_access($1)', [
    JSON.stringify([
      {
        actor_id: COMMAND_ID,
        actor_name: by,
        actor_role: 'privacy',
        team_ids: [],
        person_ids: [personId],
        operation: 'subject access answer',
        request_id: requestId,
        purpose: 'SUBJECT_ACCESS',
      },
    ]),
  ]);
  await client.query('commit');
}
