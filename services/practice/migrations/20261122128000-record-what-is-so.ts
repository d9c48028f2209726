import { PRACTISING_ROLES } from '@connected-lives/kit/actor';
import { feedRules } from '@connected-lives/kit/feed-rules';
import { Migration } from '@mikro-orm/migrations';

/** Events are about conversations in reach, and say of an outcome what stands in it. */
export class RecordWhatIsSo20261122128000 extends Migration {
  override up(): void {
    for (const statement of feedRules('practice', mayRecord)) {
      this.addSql(statement);
    }
  }
}

const practising = PRACTISING_ROLES.map((role) => `'${role}'`).join(', ');
const conversationId = `(event.payload ->> 'conversationId')::uuid`;

/** Staff who work with the person, and the person: a representative reads and writes nothing. */
const writes = `((select viewer_role()) in (${practising})
  or event.person_id = (select viewer_person_id()))`;

const ofConversation = `exists (
  select from conversation
  where conversation.id = ${conversationId} and conversation.person_id = event.person_id
    and conversation.team_id = event.team_id
    and (event.subject_id = conversation.id and event.version <= conversation.version
      or event.kind not like 'conversation-%'))`;

/** Finance believes whose outcome it is, and never takes an older version for news. */
const ofOutcome = `exists (
  select from outcome
  where outcome.id = event.subject_id and outcome.conversation_id = ${conversationId}
    and event.version <= outcome.version
    and (event.kind = 'progress-recorded' or event.payload @> jsonb_build_object(
      'practitionerId', outcome.practitioner_id, 'wellbeingArea', outcome.wellbeing_area,
      'district', outcome.district)))`;

const mayRecord = `${writes} and ${ofConversation} and case
  when event.kind in ('outcome-agreed', 'progress-recorded') then ${ofOutcome}
  else event.kind in (
    'conversation-opened', 'conversation-completed', 'passage-added', 'strength-noted') end`;
