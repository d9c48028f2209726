import { PlainError } from '../plain-error.ts';
import { DEMO_CLIENT, DEMO_PERSON_GRANT } from './council-provider.ts';

/** An access token for a demo person, from an issuer that is running. */
export async function askToken(issuerUrl: string, demoPerson: string): Promise<string> {
  const response = await ask(issuerUrl, demoPerson);
  const answer = (await response.json()) as { access_token?: string; error_description?: string };
  if (answer.access_token === undefined) {
    throw new PlainError(answer.error_description ?? 'The issuer gave no token.');
  }
  return answer.access_token;
}

async function ask(issuerUrl: string, demoPerson: string): Promise<Response> {
  try {
    return await fetch(new URL('/token', issuerUrl), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: DEMO_PERSON_GRANT,
        client_id: DEMO_CLIENT,
        demo_person: demoPerson,
      }),
      signal: AbortSignal.timeout(5_000),
    });
  } catch {
    throw new PlainError(
      `The issuer at ${issuerUrl} does not answer. Start the council first: npm start`,
    );
  }
}
