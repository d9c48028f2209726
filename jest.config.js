/**
 * One run for the whole project: one throw-away PostgreSQL with a migrated template database for
 * each service, cloned by every test file that asks for one.
 *
 * @type {import('jest').Config}
 */
export default {
  testEnvironment: 'node',
  roots: ['services', 'gateway', 'scripts', 'tests', 'bench'].map((root) => `<rootDir>/${root}`),
  testMatch: ['**/src/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@connected-lives/(kit|people|practice|finance)/(.*)$': '<rootDir>/services/$1/src/$2.ts',
    '^@connected-lives/(gateway|scripts|tests|bench)/(.*)$': '<rootDir>/$1/src/$2.ts',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: '<rootDir>/scripts/dist/src/jest/global-setup.js',
  globalTeardown: '<rootDir>/scripts/dist/src/jest/global-teardown.js',
  maxWorkers: 2,
  testTimeout: 30_000,
};
