import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { Actor } from '@connected-lives/kit/actor';
import { anActor } from '@connected-lives/tests/test-service';
import { testReach } from '../reach/reach.given.ts';

const { people, aPersonWith } = testReach();

async function done(actor: Actor, mutation: string, input: object, fields: string) {
  const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await people.ask(
    actor,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

async function housemates(viewer: Actor, personId: string): Promise<unknown> {
  const { data } = await people.ask(
    viewer,
    'query ($id: ID!) { person(id: $id) { circle { livesWith } inCirclesOf { livesWith } } }',
    { id: personId },
  );
  return data;
}

it('with whom somebody lives does not tell where, when their address is protected', async () => {
  const named = anActor('manager');
  const colleague = anActor('practitioner', { teamIds: named.teamIds });
  const [personId, sister] = [await aPersonWith(named), await aPersonWith(named)];
  const livesWith = { kind: 'FAMILY', otherPersonId: personId, livesWith: true };
  await done(named, 'addToCircle', { personId: sister, ...livesWith }, 'id');
  const shown = { circle: [], inCirclesOf: [{ livesWith: true }] };
  expect(await housemates(colleague, personId)).toEqual({ person: shown });

  await done(
    named,
    'protectAddress',
    { personId, reason: 'In danger from a former partner.', practitionerIds: [] },
    'person { id }',
  );

  expect(await housemates(colleague, personId)).toEqual({
    person: { circle: [], inCirclesOf: [{ livesWith: false }] },
  });
  expect(await housemates(colleague, sister)).toEqual({
    person: { circle: [{ livesWith: false }], inCirclesOf: [] },
  });
  expect(await housemates(named, personId)).toEqual({ person: shown });
  expect(await housemates(anActor('citizen', { personId }), personId)).toEqual({
    person: { circle: [], inCirclesOf: [] },
  });
});
