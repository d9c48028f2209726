import { expect, it } from '@jest/globals';
import { anActor } from '@connected-lives/tests/test-service';
import { testReach } from '../reach/reach.given.ts';

const { people, aPersonWith, change } = testReach();

it('a download tells who looked, and not that they are known to adult care themselves', async () => {
  const worker = anActor('practitioner', { personId: await aPersonWith() });
  const personId = await aPersonWith(worker);
  await people.ask(worker, 'query ($id: ID!) { person(id: $id) { name } }', { id: personId });

  const { data } = await people.ask(
    anActor('citizen', { personId }),
    'query ($id: ID!) { person(id: $id) { heldByPeople } }',
    { id: personId },
  );

  const told = JSON.stringify(data);
  expect(told).toContain(worker.id);
  expect(told).not.toContain(worker.personId);
});

it('a download does not tell that a member of staff is family', async () => {
  const worker = anActor();
  const personId = await aPersonWith(worker);
  await change(worker, 'declareConnection', {
    personId,
    practitionerId: worker.id,
    connection: 'FAMILY_OR_FRIEND',
    reason: 'She is my aunt.',
  });

  const { data } = await people.ask(
    anActor('citizen', { personId }),
    'query ($id: ID!) { person(id: $id) { heldByPeople } }',
    { id: personId },
  );

  const { person } = data as unknown as { person: { heldByPeople: { tables: object } } };
  expect(person.heldByPeople.tables).toMatchObject({ closure: [{ person_id: personId }] });
  expect(JSON.stringify(data)).not.toMatch(/FAMILY_OR_FRIEND|aunt/);
});
