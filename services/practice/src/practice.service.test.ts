import { schemaDrift } from '@connected-lives/kit/migrate';
import { describe, expect, it } from '@jest/globals';
import { type DocumentNode, type NameNode, parse, visit } from 'graphql';
import { testPractice } from './practice.given.ts';
import { practiceService } from './practice.service.ts';

const { practice } = testPractice();

/** Tables without the audit of writes, each with the reason. */
const AUDITED_OTHERWISE: Readonly<Record<string, string>> = {
  audit_entry: 'It is the audit, and append-only.',
  access_log: 'It is the log of reads, and append-only.',
  seal: 'It seals the two logs above, and is append-only.',
  heard_seal: 'It remembers other services’ seals, and is append-only.',
  event: 'It is the log of events, and append-only.',
  idempotency: 'It repeats what was answered; what was done is audited where it was done.',
  consumer_cursor: 'It is a place in another service’s log; what was learned there is audited.',
  moved_row: 'It says which rows a merge moved; what was moved is audited in its own table.',
  mikro_orm_migrations: 'Only the owner writes it, when the code is brought up to date.',
};

describe('the tables of practice', () => {
  it('are what the entities say, policies included', async () => {
    expect(await schemaDrift(practiceService.database, practice.database.ownerUrl)).toBe('');
  });

  it('are all under the audit of writes, but for those with a reason', async () => {
    const bare = await practice.rows<{ table: string }>(
      `select c.relname as table from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and not exists (
           select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
           where t.tgrelid = c.oid and t.tgenabled = 'O' and p.proname = 'write_audit_entry'
             -- After each row, on insert, update and delete.
             and t.tgtype & 31 = 29)
       order by 1`,
    );

    expect(bare.map(({ table }) => table)).toEqual(Object.keys(AUDITED_OTHERWISE).toSorted());
  });

  it('have row-level security forced on everybody, with at least one policy', async () => {
    const open = await practice.rows(
      `select c.relname from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and exists (select from information_schema.columns
           where table_name = c.relname and column_name in ('person_id', 'team_id'))
         and c.relname not in ('event', 'access_log')
         and not (c.relrowsecurity and c.relforcerowsecurity
           and exists (select from pg_policy where polrelid = c.oid))`,
    );

    expect(open).toEqual([]);
  });

  it('let nobody in who does not say who they are', async () => {
    const ctx = practice.contextOf({
      id: '00000000-0000-7000-8000-00000000000a',
      role: 'practitioner',
      name: '',
      teamIds: [],
      practitionerId: null,
      personId: null,
    });

    for (const table of ['conversation', 'passage', 'outcome', 'knownPerson'] as const) {
      expect(await ctx.db.selectFrom(table).select('id').execute()).toEqual([]);
    }
    await ctx.close();
  });
});

describe('the schema of practice', () => {
  /** Words of a step between the practitioner’s decision and its effect. */
  const SIGN_OFF =
    /approv|sign_?off|authori[sz]|await|pending|reject|return|submit|escalat|panel|endors|ratif|permi|review|draft|countersign/i;

  it('has no approval, return or sign-off anywhere: completing is final', () => {
    expect(namesIn(parse(practiceService.sdl)).filter((name) => SIGN_OFF.test(name))).toEqual([]);
  });

  it('would notice one', () => {
    const names = namesIn(
      parse('type Conversation { awaitingSignOff: Boolean } enum Stage { RETURNED }'),
    );

    expect(names.filter((name) => SIGN_OFF.test(name))).toEqual(['awaitingSignOff', 'RETURNED']);
  });

  it('has one way to complete a conversation and none to undo it', () => {
    const mutations = practiceService.schema.getMutationType()?.getFields() ?? {};

    expect(Object.keys(mutations).toSorted()).toEqual([
      'addPassage',
      'agreeOutcome',
      'completeConversation',
      'noteStrength',
      'openConversation',
      'recordProgress',
    ]);
  });

  it('asks every mutation for one input with an idempotency key', () => {
    for (const mutation of Object.values(
      practiceService.schema.getMutationType()?.getFields() ?? {},
    )) {
      expect(mutation.args.map(({ name }) => name)).toEqual(['input']);
      expect(practiceService.sdl).toMatch(
        new RegExp(
          `input ${String(mutation.args[0]?.type).replace('!', '')} \\{[^}]*idempotencyKey: ID!`,
        ),
      );
    }
  });
});

function namesIn(document: DocumentNode): string[] {
  const names: string[] = [];
  visit(document, { Name: ({ value }: NameNode) => void names.push(value) });
  return names;
}
