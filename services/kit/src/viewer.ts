import pg from 'pg';
import { type Actor, PRACTISING_ROLES } from './actor.ts';

/** The value of the `app.viewer` setting, which row-level security and the audit triggers read. */
export function viewerSetting(actor: Actor): string {
  const { id, role, practitionerId, personId } = actor;
  // A commissioner or an analyst may be in a team too, and that opens nobody's record to them.
  const teamIds = PRACTISING_ROLES.includes(role) ? actor.teamIds : [];
  // As PostgreSQL writes an array, so that reading them is one cast and can be inlined.
  return JSON.stringify({ id, role, teamIds: `{${teamIds.join(',')}}`, practitionerId, personId });
}

/** The same as a statement. `set local` takes no bind parameter, so the value is a quoted literal. */
export function setViewer(actor: Actor): string {
  return `set local app.viewer = ${pg.escapeLiteral(viewerSetting(actor))}`;
}
