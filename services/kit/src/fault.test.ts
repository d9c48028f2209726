import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { tellable } from './fault.ts';
import type { Logger } from './log.ts';
import { notFound } from './refusal.ts';

function listeningLog(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  const log = { error: (line: unknown) => lines.push(JSON.stringify(line)) };
  return { log: log as unknown as Logger, lines };
}

const thrown = (originalError: Error): GraphQLError =>
  new GraphQLError(originalError.message, { originalError, path: ['person'] });

describe('what a caller is told of an error', () => {
  it('is a refusal as it is, at the place where it happened', () => {
    expect(tellable(thrown(notFound('person')), listeningLog().log)).toMatchObject({
      message: 'There is no such person, or it is not yours to see.',
      path: ['person'],
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('is the number of the incident when the fault is ours, and nothing else', () => {
    const { log, lines } = listeningLog();
    const fault = Object.assign(new Error('duplicate key (family_name)=(Khan)'), { code: '23505' });

    const told = tellable(thrown(fault), log);

    expect(JSON.stringify(told)).not.toContain('Khan');
    expect(told.extensions).toMatchObject({ code: 'INTERNAL' });
    expect(lines.join()).toContain(String(told.extensions?.['incident']));
    // Not even in our own log: a database quotes the values it refuses.
    expect(lines.join()).not.toContain('Khan');
    expect(lines.join()).toContain('23505');
  });

  it('is in plain words what is wrong with an input, and with an input within it', () => {
    const error = new ArgumentValidationError([
      {
        property: 'reason',
        constraints: { minLength: 'reason must be longer than or equal to 10 characters' },
      },
      {
        property: 'address',
        children: [
          {
            property: 'kind',
            constraints: { matches: 'kind must match /\\S/ regular expression' },
          },
        ],
      },
    ]);

    expect(tellable(thrown(error), listeningLog().log)).toMatchObject({
      message: 'reason must have at least 10 characters; kind must have words in it.',
      extensions: { code: 'BAD_USER_INPUT', fields: ['reason', 'address'] },
    });
  });
});
