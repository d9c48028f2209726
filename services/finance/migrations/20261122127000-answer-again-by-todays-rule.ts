import { Migration } from '@mikro-orm/migrations';

/** What is kept beside a key names nobody, and a repeat passes the policies of today. */
export class AnswerAgainByTodaysRule20261122127000 extends Migration {
  override up(): void {
    for (const statement of statements) {
      this.addSql(statement);
    }
  }
}

/** Of a commitment the amounts are kept as they were. Whose it is, and the words, are not. */
const nobody = (answer: string): string =>
  `${answer} #- '{commitment,personId}' #- '{commitment,what}' #- '{commitment,rationale}'`;

const statements = [
  // Under row-level security, like every step: a commitment out of reach by now is not there.
  `create or replace function first_answer(p_key text, p_fingerprint text) returns jsonb
     language sql stable as $$
     select case
       when kept.fingerprint <> p_fingerprint then '{"refusal": "IDEMPOTENCY_CONFLICT"}'
       when not kept.answer ? 'commitment' then kept.answer
       else coalesce(
         (select kept.answer || jsonb_build_object('commitment',
            kept.answer -> 'commitment' || jsonb_build_object('personId', person_id,
              'what', what, 'rationale', rationale))
          from commitment where id = (kept.answer #>> '{commitment,id}')::uuid),
         '{"refusal": "NOT_FOUND"}') end
     from idempotency as kept where actor_id = viewer_id() and key = p_key $$`,
  `create or replace function keep_answer(p_key text, p_fingerprint text, p_answer jsonb)
     returns jsonb language plpgsql as $$
   begin
     insert into idempotency (actor_id, key, fingerprint, answer)
     values (viewer_id(), p_key, p_fingerprint, ${nobody('p_answer')}) on conflict do nothing;
     if not found then
       raise exception 'the same key was used at the same moment' using errcode = '40001';
     end if;
     return p_answer;
   end $$`,
  `update idempotency set answer = ${nobody('answer')} where answer ? 'commitment'`,
];
