import { randomUUID } from 'node:crypto';
import type { Actor } from '@connected-lives/kit/actor';
import { bareStatement, INSERT_EVENT, REFUSED } from '@connected-lives/tests/bare-statement';
import { anActor, teamOf } from '@connected-lives/tests/test-service';
import { describe, expect, it } from '@jest/globals';
import { testCircle } from './circle/circle.given.ts';

const { people, aPersonWith, change, themself } = testCircle();

interface Said {
  readonly kind: string;
  readonly subjectId: string;
  readonly personId: string | null;
  readonly teamId: string | null;
  readonly version?: number;
  readonly payload?: object;
}

/** Leaves an event as a viewer. Answers the state it was refused with; undefined when it was not. */
const says = (viewer: Actor | null, { kind, subjectId, personId, teamId, ...rest }: Said) =>
  bareStatement(people.database.appUrl, viewer, INSERT_EVENT, [
    kind,
    subjectId,
    personId,
    teamId,
    rest.version ?? 1,
    rest.payload ?? {},
  ]);

/** What the service said last of somebody, as one may say it again. */
async function said(kind: string, personId: string): Promise<Said> {
  const [event] = await people.rows<{
    subject_id: string;
    team_id: string | null;
    version: number;
    payload: object;
  }>(
    `select subject_id, team_id, version, payload from event
     where kind = $1 and person_id = $2 order by xid desc, id desc limit 1`,
    [kind, personId],
  );
  if (event === undefined) {
    throw new Error(`Nothing was said of ${kind}.`);
  }
  const { subject_id: subjectId, team_id: teamId, version, payload } = event;
  return { kind, subjectId, personId, teamId, version, payload };
}

describe('an event that a viewer leaves, past every use case', () => {
  it('is about somebody with whom they work, or about themself', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const strangersTeam = anActor();
    const strangerId = await aPersonWith(strangersTeam);
    const changed = (id: string, actor: Actor) =>
      ({ kind: 'details-changed', subjectId: id, personId: id, teamId: teamOf(actor) }) as const;

    expect(await says(worker, changed(personId, worker))).toBeUndefined();
    expect(await says(themself(personId), changed(personId, worker))).toBeUndefined();
    expect(await says(worker, changed(strangerId, strangersTeam))).toBe(REFUSED);
    expect(await says(worker, changed(strangerId, worker))).toBe(REFUSED);
    expect(await says(worker, changed(personId, strangersTeam))).toBe(REFUSED);
    expect(await says(null, changed(personId, worker))).toBe(REFUSED);
  });

  it('is not left by somebody who represents a person, and only reads', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const daughter = anActor('citizen', { personId: await aPersonWith(worker) });
    await people.arrange(
      `insert into reach (person_id, holder_id, why, from_at)
       values ($1, $2, 'REPRESENTATIVE', now() - interval '1 minute')`,
      [personId, daughter.personId],
    );
    const teamId = teamOf(worker);
    const changed = { kind: 'details-changed', subjectId: personId, personId, teamId };

    expect(await says(daughter, changed)).toBe(REFUSED);
  });

  it('opens nobody in the other services, who believe what it says', async () => {
    const worker = anActor();
    const strangerId = await aPersonWith(anActor());
    const opening = { whom: worker.id, why: 'NAMED', fromAt: new Date(), untilAt: null };

    expect(
      await says(worker, {
        kind: 'reach-changed',
        subjectId: randomUUID(),
        personId: strangerId,
        teamId: null,
        payload: opening,
      }),
    ).toBe(REFUSED);
  });

  it('says of an opening and of a closing what stands there, and no word else', async () => {
    const manager = anActor('manager');
    const personId = await aPersonWith(manager);
    const sealing = { personId, reason: 'A witness in a trial.', practitionerIds: [] };
    await change(manager, 'sealRecord', sealing, '{ person { id } }');
    // Nobody is named, so nobody of the team reaches the person any more.
    const colleague = anActor('manager', { teamIds: manager.teamIds });

    for (const kind of ['reach-changed', 'closure-changed']) {
      const event = await said(kind, personId);
      expect(await says(colleague, event)).toBeUndefined();
      for (const lie of [
        { whom: colleague.id },
        { untilAt: new Date() },
        { fromAt: new Date(0) },
        { why: 'URGENT' },
      ]) {
        expect(await says(manager, { ...event, payload: { ...event.payload, ...lie } })).toBe(
          REFUSED,
        );
      }
      expect(await says(manager, { ...event, version: 9 })).toBe(REFUSED);
      expect(await says(manager, { ...event, personId: await aPersonWith(manager) })).toBe(REFUSED);
    }
  });

  it('moves nobody to another team, and outruns no version', async () => {
    const worker = anActor();
    const personId = await aPersonWith(worker);
    const moved = {
      kind: 'person-changed',
      subjectId: personId,
      personId,
      teamId: teamOf(worker),
      payload: { district: 'WATFORD' },
    };

    expect(await says(worker, moved)).toBeUndefined();
    expect(await says(worker, { ...moved, teamId: teamOf(anActor()) })).toBe(REFUSED);
    expect(await says(worker, { ...moved, payload: { district: 'DACORUM' } })).toBe(REFUSED);
    expect(await says(worker, { ...moved, version: 2 })).toBe(REFUSED);
  });

  it('merges nobody who was not merged', async () => {
    const worker = anActor();
    const [keptId, mergedId] = [await aPersonWith(worker), await aPersonWith(anActor())];
    const mergeId = randomUUID();

    expect(
      await says(worker, {
        kind: 'people-merged',
        subjectId: mergeId,
        personId: keptId,
        teamId: teamOf(worker),
        payload: { mergeId, keptId, mergedId },
      }),
    ).toBe(REFUSED);
  });

  it('ends nobody’s session, and is none that the service leaves itself', async () => {
    const worker = anActor();
    const subjectId = randomUUID();
    await people.arrange('insert into team (id, name, kind) values ($1, $2, $3)', [
      teamOf(worker),
      `Team ${subjectId}`,
      'OLDER_PEOPLE',
    ]);
    await people.arrange(
      `insert into practitioner (id, team_id, name, profession)
       values ($1, $2, 'Kit Fen', 'SOCIAL_WORKER')`,
      [subjectId, teamOf(worker)],
    );
    const about = { subjectId, personId: null, teamId: teamOf(worker) };

    expect(await says(worker, { kind: 'practitioner-joined-team', ...about })).toBeUndefined();
    for (const kind of [
      'practitioner-left-team',
      'practitioner-left-council',
      'privacy-alert-raised',
      'log-sealed',
    ]) {
      expect(await says(worker, { kind, ...about })).toBe(REFUSED);
    }
  });
});
