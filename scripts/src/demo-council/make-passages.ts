import { ConversationLead } from '@connected-lives/practice/conversations/conversation-lead';
import { SaidBy } from '@connected-lives/practice/said-by';
import { DAY_MS, minutesAfter, soonest } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { PassageRow, PersonRow } from './rows.ts';
import type { Tier } from './tiers.ts';
import type { Voice } from './voice.ts';
import type { AreaWords, Saying } from './words/area-words.ts';
import type { PractitionerRow } from './workforce-rows.ts';

/** Who meets, and with what in mind. */
export interface Setting {
  readonly chance: Chance;
  readonly tier: Tier;
  readonly person: PersonRow;
  readonly practitioner: PractitionerRow;
  readonly voice: Voice;
  /** Opened in the last weeks and not completed yet. */
  readonly underWay: boolean;
}

/** The same, once it is decided what the conversation is. */
export interface Told extends Setting {
  readonly belonging: Pick<PassageRow, 'conversationId' | 'personId' | 'teamId'>;
  /** What it is about: the main area first. */
  readonly areas: readonly AreaWords[];
  readonly openedAt: Date;
  /** When it was completed, or today. */
  readonly until: Date;
  readonly ledBy: ConversationLead;
}

/** What was said, in order. */
export function makePassages(told: Told): PassageRow[] {
  const { chance, tier, practitioner, voice, belonging, openedAt, until, ledBy } = told;
  const count = chance.between(2, Math.round(2 * tier.passagesPerConversation) - 2);
  const days = Math.floor((until.getTime() - openedAt.getTime()) / DAY_MS);
  const moments = Array.from({ length: count }, (_, i) =>
    i === 0
      ? soonest(minutesAfter(openedAt, 20), until)
      : chance.workingMomentAfter(openedAt, chance.between(0, days), until),
  ).sort((a, b) => a.getTime() - b.getTime());
  const theirs = endless(told, ({ theirs }) => theirs);
  const ours = endless(told, ({ ours }) => ours);
  const close = endless(told, ({ close }) => close);
  const closeOne = { name: `${voice.kin} (${voice.relation})`, say: close };
  const speakers: Readonly<Record<Speaker, { name: string | null; say: () => string }>> = {
    [SaidBy.PERSON]: { name: null, say: theirs },
    [SaidBy.PRACTITIONER]: {
      name: practitioner.name,
      say: () => (chance.happens(0.4) ? `${ours()} ${ours()}` : ours()),
    },
    [SaidBy.FAMILY_OR_FRIEND]: closeOne,
    [SaidBy.CARER]: closeOne,
  };
  return moments.map((saidAt) => {
    const saidBy = voiceOf(chance, ledBy);
    const { name: saidByName, say } = speakers[saidBy];
    const id = chance.uuidAt(saidAt);
    return { id, ...belonging, saidBy, saidByName, words: voice.fill(say()), saidAt };
  });
}

type Speaker = SaidBy.PERSON | SaidBy.PRACTITIONER | SaidBy.FAMILY_OR_FRIEND | SaidBy.CARER;

/** Whoever leads says most. */
function voiceOf(chance: Chance, ledBy: ConversationLead): Speaker {
  const [person, practitioner] = {
    [ConversationLead.CITIZEN]: [6, 3],
    [ConversationLead.PROFESSIONAL]: [3, 6],
    [ConversationLead.TOGETHER]: [4, 4],
  }[ledBy] as [number, number];
  return chance.weighted<Speaker>([
    [SaidBy.PERSON, person],
    [SaidBy.PRACTITIONER, practitioner],
    [SaidBy.FAMILY_OR_FRIEND, 1],
    [SaidBy.CARER, 0.5],
  ]);
}

/** Sentences in a random order; the next round begins when all have been said. */
function endless(
  { chance, areas, voice }: Told,
  from: (words: AreaWords) => readonly Saying[],
): () => string {
  const all = areas.flatMap((words) => voice.sentences(from(words)));
  let round: string[] = [];
  return () => {
    if (round.length === 0) {
      round = chance.shuffled(all);
    }
    return round.pop() ?? '';
  };
}
