import { defineEntity, p } from '@mikro-orm/postgresql';
import { isService } from '@connected-lives/kit/reach';

const KnownPersonSchema = defineEntity({
  name: 'KnownPerson',
  tableName: 'known_person',
  properties: {
    id: p.uuid().primary(),
    teamId: p.uuid(),
    district: p.text(),
    /** The person's version in people: an older one that comes late is not learned. */
    version: p.integer(),
    /** The person whose record this one is part of now: nobody works with it any more. */
    mergedIntoId: p.uuid().nullable(),
  },
  rowLevelSecurity: 'force',
  policies: [{ name: 'known_person_service', command: 'all', using: isService, check: isService }],
});

/** That there is such a person, with which team and where: nothing that says who they are. */
export class KnownPerson extends KnownPersonSchema.class {}
KnownPersonSchema.setClass(KnownPerson);
export { KnownPersonSchema };
