import type { ServiceContext } from '@connected-lives/kit/context';
import type { TableOf } from '@connected-lives/kit/table';
import type { Conversation } from './conversations/conversation.entity.ts';
import type { KnownCommitment } from './known/known-commitment.entity.ts';
import type { KnownPerson } from './known/known-person.entity.ts';
import type { Outcome } from './outcomes/outcome.entity.ts';
import type { Progress } from './outcomes/progress.entity.ts';
import type { Passage } from './passages/passage.entity.ts';
import type { Strength } from './strengths/strength.entity.ts';

/** The tables of practice as reads see them. */
export interface PracticeTables {
  readonly conversation: TableOf<Conversation>;
  readonly passage: TableOf<Passage>;
  readonly strength: TableOf<Strength>;
  readonly outcome: TableOf<Outcome>;
  readonly progress: TableOf<Progress>;
  readonly knownPerson: TableOf<KnownPerson>;
  readonly knownCommitment: TableOf<KnownCommitment>;
}

/** What a loader may use: the viewer's reads, without the loaders themselves. */
export type PracticeReads = ServiceContext<PracticeTables>;
