import { defineEntity, p } from '@mikro-orm/postgresql';
import { isService } from '@connected-lives/kit/reach';
import { knownOutcomeRead } from './known.access.ts';

const KnownOutcomeSchema = defineEntity({
  name: 'KnownOutcome',
  tableName: 'known_outcome',
  properties: {
    id: p.uuid().primary(),
    conversationId: p.uuid(),
    personId: p.uuid().index('known_outcome_person_id'),
    teamId: p.uuid(),
    practitionerId: p.uuid(),
    wellbeingArea: p.text(),
    district: p.text(),
    /** The outcome's version in practice: an older one that comes late is not learned. */
    version: p.integer(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'known_outcome_read', command: 'select', using: knownOutcomeRead },
    { name: 'known_outcome_service', command: 'all', using: isService, check: isService },
  ],
});

/** An outcome that money can be committed to, with the dimensions that reports count by. */
export class KnownOutcome extends KnownOutcomeSchema.class {}
KnownOutcomeSchema.setClass(KnownOutcome);
export { KnownOutcomeSchema };
