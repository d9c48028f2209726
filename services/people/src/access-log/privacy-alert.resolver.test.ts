import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@connected-lives/kit/actor';
import { anActor } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testLooks } from './looks.given.ts';

const { people, aPersonWith, look, tellOfLook, until, gathered } = testLooks();

const OPEN = `mutation ($input: OpenPrivacyAlertInput!) {
  openPrivacyAlert(input: $input) { alertId who practitionerId personIds }
}`;
const REASON = 'A colleague asked why these records were opened.';

const alertAbout = async (actor: Actor): Promise<string> => {
  const [found] = await until<{ alert_id: string }>(
    1,
    'select alert_id from privacy_alert_subject where actor_id = $1',
    [actor.id],
  );
  return String(found?.alert_id);
};

const openUrgently = (worker: Actor, personId: string): Promise<void> =>
  people.arrange(
    `insert into reach (person_id, holder_id, why, reason, from_at, until_at)
     values ($1, $2, 'URGENT', 'Found on the floor at night', now(), now() + interval '1 hour')`,
    [personId, worker.id],
  );

const open = (
  actor: Actor,
  alertId: string,
  reason = REASON,
  idempotencyKey: string = randomUUID(),
) => people.ask(actor, OPEN, { input: { alertId, reason, idempotencyKey } });

const HOUR_MS = 3_600_000;

/** Looks are counted by the clock hour and by the day: its last seconds are waited out. */
async function earlyInTheHour(): Promise<void> {
  const leftMs = HOUR_MS - (Date.now() % HOUR_MS);
  if (leftMs < 15_000) {
    await sleep(leftMs + 1_000);
  }
}

describe('an alert for the privacy officer', () => {
  it('is raised once when one member of staff looks at unusually many people in an hour', async () => {
    await earlyInTheHour();
    await people.arrange(`update privacy_limit set people = 5 where span = 'HOUR'`);
    const worker = anActor();
    for (let n = 0; n < 8; n += 1) {
      tellOfLook('practice', worker, randomUUID());
    }
    await alertAbout(worker);
    tellOfLook('practice', worker, randomUUID());
    await until(9, 'select id from look where actor_id = $1', [worker.id]);

    const alerts = await people.rows(
      `select kind, people > 5 as more, limit_people from privacy_alert
       where id in (select alert_id from privacy_alert_subject where actor_id = $1)
         and kind <> 'OUT_OF_HOURS'`,
      [worker.id],
    );

    expect(alerts).toEqual([{ kind: 'MANY_PEOPLE_IN_AN_HOUR', more: true, limit_people: 5 }]);
  }, 60_000);

  it('is raised by a look at night at somebody who is not with one’s team', async () => {
    await earlyInTheHour();
    const [stranger, colleague] = [anActor(), anActor()];
    const personId = await aPersonWith(colleague);
    const [night] = await people.rows<{ at: Date }>(
      `select date_trunc('day', now(), 'Europe/London') + interval '3 hours' as at`,
    );
    tellOfLook('practice', colleague, personId, {}, night?.at);
    tellOfLook('practice', stranger, personId, {}, night?.at);
    await alertAbout(stranger);

    expect(
      await people.rows(
        `select actor_id, kind from privacy_alert
         join privacy_alert_subject on alert_id = id where actor_id = any ($1)`,
        [[stranger.id, colleague.id]],
      ),
    ).toEqual([{ actor_id: stranger.id, kind: 'OUT_OF_HOURS' }]);
  }, 60_000);

  it('is raised by every urgent opening, and names nobody', async () => {
    const worker = anActor();
    const personId = await aPersonWith(anActor());
    await openUrgently(worker, personId);
    const id = await alertAbout(worker);

    const { data } = await people.ask(
      anActor('privacy'),
      '{ privacyAlerts(first: 100) { edges { node { id kind at teamKind people limit refused } } } }',
    );

    const said = JSON.stringify(data);
    expect(said).toContain(`"id":"${id}","kind":"URGENT_OPENING"`);
    expect([worker.id, worker.name, personId].some((name) => said.includes(name))).toBe(false);
  });

  it('comes live to the privacy officer, and to nobody else', async () => {
    const worker = anActor();
    const follow = (actor: Actor) =>
      people.subscribe(actor, 'subscription { privacyAlerts { cursor alert { id kind } } }');
    const alerts = await follow(anActor('privacy'));
    // Listening begins here, and those that were raised just before may still come by.
    let next = alerts.next();
    await openUrgently(worker, await aPersonWith(anActor()));
    const id = await alertAbout(worker);
    people.service.feed.wakeSoon();
    while (!JSON.stringify((await next).value).includes(id)) {
      next = alerts.next();
    }

    expect((await next).value).toMatchObject({
      data: { privacyAlerts: { alert: { id, kind: 'URGENT_OPENING' } } },
    });
    await alerts.return?.();
    expect((await (await follow(anActor('manager'))).next()).value).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
  });

  it('is raised when looks could not be recorded for a while', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    await people.rows('alter table access_log add constraint nobody_looks check (false) not valid');
    try {
      await expect(look(worker, personId)).rejects.toMatchObject({
        extensions: { code: 'ACCESS_LOG_UNAVAILABLE' },
      });
    } finally {
      await people.rows('alter table access_log drop constraint nobody_looks');
    }
    await look(worker, personId);

    expect(
      await until(1, `select service, refused from privacy_alert where kind = 'LOG_UNAVAILABLE'`),
    ).toEqual([{ service: 'people', refused: 1 }]);
  });
});

describe('opening an alert', () => {
  it('shows the privacy officer who, and shows the people that the officer knows now', async () => {
    const worker = anActor();
    const officer = anActor('privacy');
    const personId = await aPersonWith(anActor());
    await openUrgently(worker, personId);
    const alertId = await alertAbout(worker);

    const { data } = await open(officer, alertId);

    expect(data).toEqual({
      openPrivacyAlert: { alertId, who: '', practitionerId: worker.id, personIds: [personId] },
    });
    expect(await gathered(personId, 1)).toMatchObject([{ actor_id: officer.id }]);
    expect(
      await people.rows('select reason from privacy_alert_opening where alert_id = $1', [alertId]),
    ).toEqual([{ reason: REASON }]);
  });

  it('is refused without a reason, and to everybody else as if there were none', async () => {
    const worker = anActor();
    await openUrgently(worker, await aPersonWith(anActor()));
    const alertId = await alertAbout(worker);

    const codes = await Promise.all(
      [
        open(anActor('privacy'), alertId, 'Because'),
        open(anActor('privacy'), alertId, ' '.repeat(12)),
        open(anActor('privacy'), randomUUID()),
        open(anActor('manager'), alertId),
        open(worker, alertId),
      ].map(async (answer) => (await answer).errors?.[0]?.extensions?.['code']),
    );

    expect(codes).toEqual([
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      'NOT_FOUND',
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
  });

  it('is told again to the officer who sends the same key, and not to one who is none any more', async () => {
    const worker = anActor();
    const officer = anActor('privacy');
    await openUrgently(worker, await aPersonWith(anActor()));
    const alertId = await alertAbout(worker);
    const key = randomUUID();

    const first = await open(officer, alertId, REASON, key);

    expect(first.data).toMatchObject({ openPrivacyAlert: { practitionerId: worker.id } });
    expect(await open(officer, alertId, REASON, key)).toEqual(first);
    const former = await open({ ...officer, role: 'development' }, alertId, REASON, key);
    expect(former.errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND' });
  });

  it('is the only way to read whom an alert is about', async () => {
    const worker = anActor();
    const officer = anActor('privacy');
    await openUrgently(worker, await aPersonWith(anActor()));
    const alertId = await alertAbout(worker);
    const read = async (actor: Actor) => {
      const ctx = people.contextOf(actor);
      const rows = await ctx.db
        .selectFrom('privacyAlertSubject')
        .select('actorId')
        .where('alertId', '=', alertId)
        .execute();
      await ctx.close();
      return rows;
    };

    expect(await read(officer)).toEqual([]);
    await open(officer, alertId);
    expect(await read(officer)).toEqual([{ actorId: worker.id }]);
    expect(await read(anActor('privacy'))).toEqual([]);
  });
});
