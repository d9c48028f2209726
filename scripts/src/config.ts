import { resolve } from 'node:path';
import type { ServiceName } from '@connected-lives/kit/service-name';
import { SERVICE_NAMES } from '@connected-lives/kit/service-name';
import { PlainError } from './plain-error.ts';
import { PROJECT_ROOT } from './project-root.ts';

/** How to reach one service's database. */
export interface ServiceUrls {
  /** Migrates and seeds. */
  readonly owner: string;
  /** Serves requests, under row-level security. */
  readonly app: string;
  /** A replica for queries, as the same role. */
  readonly replica?: string;
}

export type DatabaseSettings = Readonly<Record<ServiceName, ServiceUrls>>;

/** How much one viewer may ask of the gateway. */
export interface RateLimitChoice {
  /** Points of cost a minute, where the usual number will not do. */
  readonly pointsPerMinute: number | undefined;
  /** A PostgreSQL in which several gateways keep one count. */
  readonly storeUrl: string | undefined;
}

export interface Settings {
  /** Everything that a start leaves behind stands under this folder. */
  readonly dataDir: string;
  readonly port: number;
  readonly issuerPort: number;
  readonly servicePorts: Readonly<Record<ServiceName, number>>;
  /** Null for the embedded PostgreSQL. */
  readonly managedDatabases: DatabaseSettings | null;
  readonly rateLimit: RateLimitChoice;
  readonly logLevel: string;
  readonly production: boolean;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

export function readSettings(): Settings {
  return {
    dataDir: resolve(PROJECT_ROOT, read('DATA_DIR') ?? '.data'),
    port: readPort('PORT', 4000),
    issuerPort: readPort('ISSUER_PORT', 4400),
    servicePorts: {
      people: readServicePort('people'),
      practice: readServicePort('practice'),
      finance: readServicePort('finance'),
    },
    managedDatabases: readManagedDatabases(),
    rateLimit: readRateLimit(),
    logLevel: readLogLevel(),
    production: read('NODE_ENV') === 'production',
  };
}

/** What a service or the gateway needs to know of the others when it is a process of its own. */
export interface ApartSettings {
  readonly port: number;
  /** Where the services answer. */
  readonly serviceUrls: Readonly<Record<ServiceName, string>>;
  /** Who signs access tokens, and where the keys are. */
  readonly issuerUrl: string;
  readonly jwksUrl: URL;
  /** How the process asks the issuer for a token to follow the services' events. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly rateLimit: RateLimitChoice;
  readonly logLevel: string;
  readonly production: boolean;
}

export interface ApartServiceSettings extends ApartSettings {
  readonly databaseUrl: string;
  readonly replicaUrl: string | undefined;
}

export function readApartSettings(): ApartSettings {
  const issuerUrl = required('ISSUER_URL');
  return {
    port: readPort('PORT', 4000),
    serviceUrls: {
      people: required('PEOPLE_URL'),
      practice: required('PRACTICE_URL'),
      finance: required('FINANCE_URL'),
    },
    issuerUrl,
    jwksUrl: new URL(read('ISSUER_JWKS_URL') ?? '/jwks', issuerUrl),
    tokenUrl: read('ISSUER_TOKEN_URL') ?? new URL('/token', issuerUrl).href,
    clientId: required('SERVICES_CLIENT_ID'),
    clientSecret: required('SERVICES_CLIENT_SECRET'),
    rateLimit: readRateLimit(),
    logLevel: readLogLevel(),
    production: read('NODE_ENV') === 'production',
  };
}

export function readApartServiceSettings(service: ServiceName): ApartServiceSettings {
  const name = service.toUpperCase();
  const settings = readApartSettings();
  return {
    ...settings,
    port: readServicePort(service),
    databaseUrl: requiredDatabaseUrl(`${name}_DATABASE_URL`),
    replicaUrl: readDatabaseUrl(`${name}_READ_DATABASE_URL`),
  };
}

/** Whether `npm start` or its like runs this process. */
export function isRunByNpm(): boolean {
  return read('npm_lifecycle_event') !== undefined;
}

/** The environment of a process that we start: ours, and what it is told. */
export function environmentWith(told: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...told };
}

/** All three services' addresses or none: half of a council in one place and half in another is a mistake. */
function readManagedDatabases(): DatabaseSettings | null {
  const names = SERVICE_NAMES.flatMap((service) => [
    `${service.toUpperCase()}_DATABASE_URL`,
    `${service.toUpperCase()}_OWNER_DATABASE_URL`,
  ]);
  const missing = names.filter((name) => read(name) === undefined);
  if (missing.length === names.length) {
    return null;
  }
  if (missing.length > 0) {
    throw new PlainError(
      `For a PostgreSQL of your own, give the addresses of all three services: ${missing.join(', ')} ` +
        `${missing.length === 1 ? 'is' : 'are'} missing. Leave all of them out for the embedded one.`,
    );
  }
  const urls = (service: ServiceName): ServiceUrls => {
    const name = service.toUpperCase();
    const replica = readDatabaseUrl(`${name}_READ_DATABASE_URL`);
    return {
      owner: requiredDatabaseUrl(`${name}_OWNER_DATABASE_URL`),
      app: requiredDatabaseUrl(`${name}_DATABASE_URL`),
      ...(replica !== undefined && { replica }),
    };
  };
  return { people: urls('people'), practice: urls('practice'), finance: urls('finance') };
}

function readLogLevel(): string {
  // What a developer looks at is the printed page; a council's own log collector wants the lines.
  const level = read('LOG_LEVEL') ?? (read('NODE_ENV') === 'production' ? 'info' : 'warn');
  if (!LOG_LEVELS.includes(level)) {
    throw new PlainError(`LOG_LEVEL is "${level}". It may be ${LOG_LEVELS.join(', ')}.`);
  }
  return level;
}

function readRateLimit(): RateLimitChoice {
  const given = read('RATE_LIMIT_POINTS_PER_MINUTE');
  const points = Number(given);
  if (given !== undefined && (!Number.isInteger(points) || points < 1)) {
    throw new PlainError(
      `RATE_LIMIT_POINTS_PER_MINUTE is "${given}". It is a whole number of points of cost.`,
    );
  }
  return {
    pointsPerMinute: given === undefined ? undefined : points,
    storeUrl: readDatabaseUrl('RATE_LIMIT_DATABASE_URL'),
  };
}

function readServicePort(service: ServiceName): number {
  return readPort(`${service.toUpperCase()}_PORT`, 4401 + SERVICE_NAMES.indexOf(service));
}

export function readPort(name: string, usual: number): number {
  const port = Number(read(name) ?? usual);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new PlainError(`${name} is "${read(name) ?? ''}". A port is a number from 1 to 65535.`);
  }
  return port;
}

function requiredDatabaseUrl(name: string): string {
  required(name);
  return readDatabaseUrl(name) ?? '';
}

/** The address of a database, as far as one can tell without asking it. It is not repeated: it may hold a password. */
function readDatabaseUrl(name: string): string | undefined {
  const text = read(name);
  if (text !== undefined && !isDatabaseUrl(text)) {
    throw new PlainError(
      `${name} is not the address of a database. It is written postgres://user:password@host:5432/database, ` +
        'with %40 for an @ in the password, and the like for / : # ? %.',
    );
  }
  return text;
}

function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    return false;
  }
  try {
    decodeURIComponent(`${url.username}${url.password}${url.pathname}`);
    return true;
  } catch {
    return false;
  }
}

function required(name: string): string {
  const value = read(name);
  if (value === undefined) {
    throw new PlainError(`${name} is not set, and this process cannot start without it.`);
  }
  return value;
}

/** A variable of the environment; one that is empty is not set. */
export function read(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
