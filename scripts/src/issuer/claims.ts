import type { Actor } from '@connected-lives/kit/actor';

/** What an access token of the council is good for: the `aud` that the gateway and the services demand. */
export const AUDIENCE = 'connected-lives';

/** The same as a resource indicator (RFC 8707), which has to be a URI. */
export const RESOURCE = `urn:${AUDIENCE}`;

/** An actor in the words of a token. Whoever verifies the token reads the actor back from these. */
export function claimsOf(actor: Actor): Record<string, unknown> {
  return {
    name: actor.name,
    role: actor.role,
    team_ids: actor.teamIds,
    ...(actor.practitionerId !== null && { practitioner_id: actor.practitionerId }),
    ...(actor.personId !== null && { person_id: actor.personId }),
  };
}
