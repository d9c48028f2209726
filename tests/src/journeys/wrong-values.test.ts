import { describe, expect, it } from '@jest/globals';
import { type Arrangement, testCouncil } from '../test-council.ts';
import { anActor, teamOf } from '../test-service.ts';

const BORN = '2026-02-30';

describe.each<Arrangement>(['together', 'apart'])(
  'a value that is none, services %s',
  (arrangement) => {
    const council = testCouncil(arrangement);

    it('is told where it was given, as something to put right', async () => {
      const practitioner = anActor('practitioner');

      const { data, errors } = await council.ask(
        practitioner,
        `query Find($born: LocalDate) { found: findPeople(dateOfBirth: $born) { edges { cursor } } }`,
        { born: BORN },
      );

      expect(data).toBeNull();
      expect(errors).toEqual([
        {
          message: expect.stringContaining(BORN),
          path: ['found'],
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
    });

    it('leaves the service open to everybody else, however often it is written', async () => {
      const practitioner = anActor('practitioner');
      const wrong = `{ findPeople(dateOfBirth: "${BORN}") { edges { cursor } } }`;

      const refused = [];
      for (let time = 0; time < 8; time++) {
        refused.push(await council.ask(practitioner, wrong));
      }
      const { data } = await council.ask(
        anActor('practitioner'),
        '{ findPeople { edges { cursor } } }',
      );

      for (const { errors } of refused) {
        expect(errors).toHaveLength(1);
        expect(errors?.[0]).toMatchObject({
          message: expect.stringMatching(/LocalDate.*2026-02-30/),
          path: ['findPeople'],
        });
      }
      expect(data).toEqual({ findPeople: { edges: [] } });
    });

    it('is told once and at its place on a live stream too', async () => {
      const practitioner = anActor('practitioner');

      const response = await fetch(`${council.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          authorization: `Bearer ${await council.issuer.tokenFor(practitioner)}`,
        },
        body: JSON.stringify({
          query:
            'subscription Board($team: ID!) { teamBoardChanged(teamId: $team, after: "x") { cursor } }',
          variables: { team: teamOf(practitioner) },
        }),
      });
      const told = /^data: (\{.*\})$/m.exec(await response.text())?.[1] ?? '';

      expect(JSON.parse(told)).toEqual({
        data: null,
        errors: [
          {
            message: expect.any(String),
            path: ['teamBoardChanged'],
            extensions: { code: 'BAD_CURSOR' },
          },
        ],
      });
    });
  },
);
