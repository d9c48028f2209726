import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readSettings } from './config.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

const SERVICES = ['PEOPLE', 'PRACTICE', 'FINANCE'];

/** A council in databases of its own, one of them at this address. */
function databasesWith(url: string) {
  jest.replaceProperty(process, 'env', {
    ...Object.fromEntries(
      SERVICES.flatMap((service) => [
        [`${service}_DATABASE_URL`, 'postgres://app:pw@db.example/one'],
        [`${service}_OWNER_DATABASE_URL`, 'postgres://owner:pw@db.example/one'],
      ]),
    ),
    PRACTICE_OWNER_DATABASE_URL: url,
  });
  return readSettings().managedDatabases?.practice.owner;
}

describe('the address of a database', () => {
  it.each([
    'postgres://owner:p%40ss@db.example:5432/practice',
    'postgresql://owner@db.example/practice?sslmode=verify-full',
    'postgres:///practice?host=/var/run/postgresql',
  ])('is taken as it is written: %s', (url) => {
    expect(databasesWith(url)).toBe(url);
  });

  it.each([
    'db.example',
    'db.example/practice',
    'http://db.example/practice',
    'postgres://owner:pw@db.example:99999/practice',
    'postgres://owner:a%zz@db.example/practice',
    'postgres://owner:a/b@db.example/practice',
  ])('is refused in a sentence where it is none: %s', (url) => {
    expect(() => databasesWith(url)).toThrow(
      'PRACTICE_OWNER_DATABASE_URL is not the address of a database.',
    );
  });
});
