import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { PlainError } from '../plain-error.ts';

/** What the issuer must keep between starts, so that tokens given before still hold after. */
export interface IssuerKeys {
  /** Private, for ES256. */
  readonly signing: JWK;
  /** Signs the cookies of somebody who is signing in. */
  readonly cookies: string;
  /** The secret of the council's own services. */
  readonly services: string;
}

/** The keys under a folder, made on the first start. Readable by their user alone. */
export async function requireKeys(dir: string): Promise<IssuerKeys> {
  const path = join(dir, 'issuer', 'keys.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text !== null) {
    return parse(text, path);
  }
  const keys = await makeKeys();
  await mkdir(join(dir, 'issuer'), { recursive: true });
  await chmod(join(dir, 'issuer'), 0o700);
  // Written beside and renamed, so that a stop half-way leaves none and not half of one.
  await writeFile(`${path}.new`, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return keys;
}

export async function makeKeys(): Promise<IssuerKeys> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return {
    signing: { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: makeSecret(8) },
    cookies: makeSecret(32),
    services: makeSecret(32),
  };
}

function makeSecret(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

function parse(text: string, path: string): IssuerKeys {
  try {
    const keys = JSON.parse(text) as IssuerKeys;
    if (keys.signing.kty === 'EC' && keys.cookies !== '' && keys.services !== '') {
      return keys;
    }
  } catch {
    // Said below, for text that is no JSON and for JSON that holds no keys.
  }
  throw new PlainError(
    `${path}, which keeps the signing key of the development issuer, is damaged. ` +
      'Delete it and start again: a new one is made, and tokens given before stop working.',
  );
}
