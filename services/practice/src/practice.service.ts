import type { ServiceDefinition } from '@connected-lives/kit/service';
import { CreatePractice20261122090000 } from '../migrations/20261122090000-create-practice.ts';
import { OpenAndClosePeople20261122120000 } from '../migrations/20261122120000-open-and-close-people.ts';
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
    migrations: [CreatePractice20261122090000, OpenAndClosePeople20261122120000],
  },
  schema,
  sdl,
  createLoaders,
  consumers: [learnFromPeople, learnFromFinance],
  personTable: 'known_person',
};
