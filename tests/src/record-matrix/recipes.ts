import type { Recipes } from './fill-record.ts';

const leaveOut = (): undefined => undefined;

/** Columns with a rule that the catalogue does not say plainly: what is left out belongs together. */
export const RECIPES: Recipes = {
  'finance.commitment.amount_pence': () => 1_000,

  'people.address.postcode': () => 'SG1 4KI',
  'people.address.uprn': () => '100080860001',
  'people.protected_address.postcode': () => 'SG1 4KI',
  'people.protected_address.uprn': () => '100080860001',

  // A friend the council does not know: no authority, and not a child.
  'people.relationship.kind': () => 'FRIEND',
  'people.relationship.other_person_id': leaveOut,
  'people.relationship.authority': leaveOut,
  'people.relationship.authority_reference': leaveOut,
  'people.relationship.authority_seen': () => false,
  'people.relationship.born_in_year': leaveOut,
  'people.relationship.school': leaveOut,

  'people.caring_role.cared_for_id': leaveOut,
  'people.caring_role.relationship_id': leaveOut,
  'people.capacity_decision.best_interests_reference': leaveOut,
  'people.sharing_agreement.withdrawn_by': leaveOut,
  'people.sharing_agreement.withdrawn_words': leaveOut,

  // Nobody has answered them.
  'people.correction_request.answered_by': leaveOut,
  'people.objection.answer': leaveOut,
  'people.objection.answer_words': leaveOut,
  'people.objection.answered_by': leaveOut,
};
