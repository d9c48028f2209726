import { defineEntity, p } from '@mikro-orm/postgresql';
import { isService } from '@connected-lives/kit/reach';

const KnownPractitionerSchema = defineEntity({
  name: 'KnownPractitioner',
  tableName: 'known_practitioner',
  properties: {
    id: p.uuid().primary(),
    teamId: p.uuid(),
    /** The practitioner's version in people: an older one that comes late is not learned. */
    version: p.integer(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'known_practitioner_service', command: 'all', using: isService, check: isService },
  ],
});

/** In which team a practitioner is now: whose managers reach their budgets. */
export class KnownPractitioner extends KnownPractitionerSchema.class {}
KnownPractitionerSchema.setClass(KnownPractitioner);
export { KnownPractitionerSchema };
