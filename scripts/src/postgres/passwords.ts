import { randomBytes } from 'node:crypto';
import { SERVICE_NAMES } from '@connected-lives/kit/service-name';
import type { ClusterPasswords } from './cluster.ts';

/** The database roles of all services. */
export function roleNames(): string[] {
  return SERVICE_NAMES.flatMap((service) => [
    `${service}_owner`,
    `${service}_app`,
    `${service}_reader`,
  ]);
}

export function makePasswords(): ClusterPasswords {
  return {
    superuser: makePassword(),
    roles: Object.fromEntries(roleNames().map((role) => [role, makePassword()])),
  };
}

function makePassword(): string {
  return randomBytes(24).toString('base64url');
}
