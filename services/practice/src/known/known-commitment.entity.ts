import { defineEntity, p } from '@mikro-orm/postgresql';
import { isService } from '@connected-lives/kit/reach';

const KnownCommitmentSchema = defineEntity({
  name: 'KnownCommitment',
  tableName: 'known_commitment',
  properties: {
    /** The commitment's id in the finance service. */
    id: p.uuid().primary(),
    conversationId: p.uuid(),
    /** The latest version that the board has been told of. */
    version: p.integer(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'known_commitment_service', command: 'all', using: isService, check: isService },
  ],
});

/** How much of finance's news about a commitment has reached the board, and not how much money. */
export class KnownCommitment extends KnownCommitmentSchema.class {}
KnownCommitmentSchema.setClass(KnownCommitment);
export { KnownCommitmentSchema };
