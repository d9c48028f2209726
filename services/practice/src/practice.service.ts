import type { ServiceDefinition } from '@connected-lives/kit/service';
import { CreatePractice20261122090000 } from '../migrations/20261122090000-create-practice.ts';
import { OpenAndClosePeople20261122120000 } from '../migrations/20261122120000-open-and-close-people.ts';
import { LearnOfMerges20261122123000 } from '../migrations/20261122123000-learn-of-merges.ts';
import { ChainTheLogs20261122124000 } from '../migrations/20261122124000-chain-the-logs.ts';
import { KeepIdsBesideKeys20261122127000 } from '../migrations/20261122127000-keep-ids-beside-keys.ts';
import { RecordWhatIsSo20261122128000 } from '../migrations/20261122128000-record-what-is-so.ts';
import { LetDistrictBeNotKnown20261122129000 } from '../migrations/20261122129000-let-a-district-be-not-known.ts';
import { ConversationSchema } from './conversations/conversation.entity.ts';
import { learnFromFinance } from './known/learn-from-finance.ts';
import { KnownCommitmentSchema } from './known/known-commitment.entity.ts';
import { KnownPersonSchema } from './known/known-person.entity.ts';
import { learnFromPeople } from './known/learn-from-people.ts';
import { createLoaders, type PracticeLoaders } from './loaders.ts';
import { OutcomeSchema } from './outcomes/outcome.entity.ts';
import { ProgressSchema } from './outcomes/progress.entity.ts';
import { PassageSchema } from './passages/passage.entity.ts';
import { schema, sdl } from './schema.ts';
import { StrengthSchema } from './strengths/strength.entity.ts';
import type { PracticeTables } from './tables.ts';

/** Conversations, outcomes, boards and the outcome report: what is done, and what comes of it. */
export const practiceService: ServiceDefinition<PracticeTables, PracticeLoaders> = {
  name: 'practice',
  database: {
    entities: [
      ConversationSchema,
      PassageSchema,
      StrengthSchema,
      OutcomeSchema,
      ProgressSchema,
      KnownPersonSchema,
      KnownCommitmentSchema,
    ],
    migrations: [
      CreatePractice20261122090000,
      OpenAndClosePeople20261122120000,
      LearnOfMerges20261122123000,
      ChainTheLogs20261122124000,
      KeepIdsBesideKeys20261122127000,
      RecordWhatIsSo20261122128000,
      LetDistrictBeNotKnown20261122129000,
    ],
    // Written by the function that learns of a merge alone.
    unmapped: ['known_merge', 'moved_row'],
  },
  schema,
  sdl,
  createLoaders,
  consumers: [learnFromPeople, learnFromFinance],
  personTable: 'known_person',
};
