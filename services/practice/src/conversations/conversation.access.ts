import { PRACTISING_ROLES } from '@connected-lives/kit/actor';
import { staffReaches } from '@connected-lives/kit/reach';

/**
 * Who may reach a conversation and everything in it: the staff of the team that the person is
 * with, whoever people has opened the person to besides, and the person themself; never staff to
 * whom the person is closed. Every table here carries `team_id` and `person_id`, so that each of
 * these rules is a comparison with the viewer and never a join.
 */
export const staffReach = staffReaches();
export const ownRecord = `person_id = (select viewer_person_id())`;

export const conversationRead = `${ownRecord} or ${staffReach}`;

/** Staff who work with people. Nobody approves what they write. */
export const staffWrite = `${staffReach} and (select viewer_role()) in (${PRACTISING_ROLES.map((role) => `'${role}'`).join(', ')})`;

/** Under the team that the person is with: no conversation is given another one, to be read there. */
export const withTheirTeam =
  `exists (select from known_person where known_person.id = conversation.person_id ` +
  `and known_person.team_id = conversation.team_id)`;

/** A part is of the person and the team of what it is part of: nobody adds it elsewhere. */
export function partOf(whole: 'conversation' | 'outcome', part: string): string {
  return (
    `exists (select from ${whole} where ${whole}.id = ${part}.${whole}_id ` +
    `and ${whole}.person_id = ${part}.person_id and ${whole}.team_id = ${part}.team_id)`
  );
}

/** The person may add to their own conversation, but completing it is the practitioner's. */
export const ownRecordOpen = `${ownRecord} and completed_at is null`;

/** What the person adds is in their own voice. */
export const ownVoice = `${ownRecord} and said_by = 'PERSON'`;

/** Reports count rows for staff; the reports role has no grant on a column with words in it. */
export const reportRead = `(select viewer_role()) <> all (array['citizen', 'service'])`;
