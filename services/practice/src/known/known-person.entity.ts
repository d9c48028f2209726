import { oneOf } from '@connected-lives/kit/check-constraints';
import { type District, DISTRICTS_OF_PEOPLE } from '@connected-lives/kit/district';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { isService } from '@connected-lives/kit/reach';
import { knownPersonRead } from './known.access.ts';

const KnownPersonSchema = defineEntity({
  name: 'KnownPerson',
  tableName: 'known_person',
  properties: {
    /** The person's id in the people service. */
    id: p.uuid().primary(),
    teamId: p.uuid(),
    district: p.text().$type<District>(),
    /** The version of the person that this was learned from: an older one is not news. */
    version: p.integer(),
    /** The person whose record this one is part of now: nobody works with it any more. */
    mergedIntoId: p.uuid().nullable(),
  },
  checks: [
    { name: 'known_person_district_known', expression: oneOf('district', DISTRICTS_OF_PEOPLE) },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'known_person_read', command: 'select', using: knownPersonRead },
    { name: 'known_person_service', command: 'all', using: isService, check: isService },
  ],
});

/** What practice has learned of a person from the people feed: that they exist, and where. */
export class KnownPerson extends KnownPersonSchema.class {}
KnownPersonSchema.setClass(KnownPerson);
export { KnownPersonSchema };
