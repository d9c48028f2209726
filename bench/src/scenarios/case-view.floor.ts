import { CASE_CONVERSATIONS, CASE_COMMITMENTS, CASE_OUTCOMES } from './case-view.query.ts';
import { type Reading, type Statement, without } from './floor-reads.ts';

/** The case view by hand: three databases asked at once, five statements, one pass over the rows. */
export async function caseView(reading: Reading, personId: string): Promise<string> {
  const by = (name: string, text: string): Statement => ({ name, text, values: [personId] });
  const [[people = []], [conversations = [], outcomes = []], [commitments = [], spends = []]] =
    await Promise.all([
      reading.ask('people', [by('person', PERSON)]),
      reading.ask('practice', [by('conversations', CONVERSATIONS), by('outcomes', OUTCOMES)]),
      reading.ask('finance', [by('commitments', COMMITMENTS), by('spends', SPENDS)]),
    ]);
  const [person] = people;
  if (person === undefined) {
    return '{"data":{"person":null}}';
  }
  await reading.record('CaseView', new Set([personId]), [
    'people',
    ...(conversations.length > 0 ? (['practice'] as const) : []),
    ...(commitments.length > 0 ? (['finance'] as const) : []),
  ]);

  const spendOf = new Map(spends.map((spend) => [spend['outcomeId'], spend]));
  const outcomesOf = Map.groupBy(outcomes, (outcome) => outcome['conversationId'] as string);
  return JSON.stringify({
    data: {
      person: {
        ...person,
        conversations: {
          edges: conversations.map((conversation) => ({
            node: {
              ...conversation,
              outcomes: {
                edges: (outcomesOf.get(conversation['id'] as string) ?? []).map((outcome) => ({
                  node: {
                    ...without('conversationId', outcome),
                    committedPence: spendOf.get(outcome['id'])?.['committedPence'] ?? 0,
                    spentPence: spendOf.get(outcome['id'])?.['spentPence'] ?? 0,
                  },
                })),
              },
            },
          })),
        },
        commitments: { edges: commitments.map((node) => ({ node })) },
      },
    },
  });
}

const PERSON = `
  select id, given_name || ' ' || family_name as name, preferred_name as "preferredName",
    date_of_birth as "dateOfBirth",
    regexp_replace(nhs_number, '(...)(...)(....)', '\\1 \\2 \\3') as "nhsNumber",
    district, communication_needs as "communicationNeeds"
  from person where id = $1`;

const CONVERSATIONS = `
  select id, purpose, stage, led_by as "ledBy", opened_at as "openedAt",
    completed_at as "completedAt"
  from conversation where person_id = $1
  order by conversation.opened_at desc, id desc limit ${String(CASE_CONVERSATIONS)}`;

const OUTCOMES = `
  select outcome.* from (
    select id from conversation where person_id = $1
    order by opened_at desc, id desc limit ${String(CASE_CONVERSATIONS)}) as conversation
  cross join lateral (
    select id, conversation_id as "conversationId", own_words as "ownWords",
      wellbeing_area as "wellbeingArea", agreed_at as "agreedAt",
      achieved_at is not null as achieved
    from outcome where conversation_id = conversation.id
    order by outcome.agreed_at, id limit ${String(CASE_OUTCOMES)}) as outcome`;

const COMMITMENTS = `
  select id, what, rationale, amount_pence as "amountPence", paid_pence as "paidPence",
    remaining_pence as "remainingPence", state, committed_at as "committedAt"
  from commitment where person_id = $1
  order by commitment.committed_at desc, id desc limit ${String(CASE_COMMITMENTS)}`;

const SPENDS = `
  select outcome_id as "outcomeId", sum(amount_pence - released_pence) as "committedPence",
    sum(paid_pence) as "spentPence"
  from commitment where person_id = $1 group by outcome_id`;
