import { MutationInput } from '@connected-lives/kit/mutation-input';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly, type Transaction } from '@connected-lives/kit/transaction';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import type { PeopleTables } from '../tables.ts';
import { changeDetails } from './change-person.ts';
import { readCode } from './codes/read-code.ts';
import { STATUTORY_CODE_NAMES, type StatutoryCode } from './codes/release-2.codes.ts';
import { lockPerson } from './hold-person.ts';
import type { PersonRecorded, Warning } from './person-recorded.type.ts';
import { Person } from './person.entity.ts';
import { recordChanged } from './person.events.ts';

const CODE_LENGTH_MAX = 200;

@InputType()
export class RecordStatutoryCodesInput
  extends MutationInput
  implements Partial<Record<StatutoryCode, string | null>>
{
  @Field(() => ID, { description: 'A person in your reach.' })
  @IsUUID()
  readonly personId!: string;

  @TextField(CODE_LENGTH_MAX)
  readonly ethnicity?: string | null;

  @TextField(CODE_LENGTH_MAX)
  readonly gender?: string | null;

  @TextField(CODE_LENGTH_MAX)
  readonly primarySupportReason?: string | null;

  @TextField(CODE_LENGTH_MAX)
  readonly accommodationStatus?: string | null;

  @TextField(CODE_LENGTH_MAX)
  readonly employmentStatus?: string | null;

  @TextField(CODE_LENGTH_MAX)
  readonly visualImpairment?: string | null;

  @TextField(CODE_LENGTH_MAX)
  readonly hearingImpairment?: string | null;

  @TextField(CODE_LENGTH_MAX)
  readonly dementia?: string | null;

  @TextField(CODE_LENGTH_MAX)
  readonly autism?: string | null;

  @TextField(CODE_LENGTH_MAX)
  readonly hasUnpaidCarer?: string | null;
}

/** Absent leaves a code as it is; null takes it back. */
export type CodeChange = Partial<Readonly<Record<StatutoryCode, string | null>>>;

/** What the return asks of a person, as late as anybody likes. Nothing waits for it. */
export function recordStatutoryCodes(
  ctx: PeopleContext,
  input: RecordStatutoryCodesInput,
): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'recordStatutoryCodes', input, async (tx) => {
    const { personId, idempotencyKey: _, ...codes } = input;
    return { personId, warnings: await changeCodes(tx, personId, codes, ctx.now()) };
  });
}

export async function changeCodes(
  tx: Transaction<PeopleTables>,
  personId: string,
  change: CodeChange,
  now: Date,
): Promise<Warning[]> {
  await lockPerson(tx, personId);
  const person = await tx.em.findOneOrFail(Person, { id: personId });
  const warnings: Warning[] = [];
  const codes: Partial<Record<StatutoryCode, string | null>> = {};
  for (const name of STATUTORY_CODE_NAMES) {
    const text = change[name];
    if (typeof text === 'string') {
      const { code, warning } = readCode(name, text);
      codes[name] = code;
      warnings.push(...(warning === null ? [] : [warning]));
    } else if (text === null) {
      codes[name] = null;
    }
  }
  await changeDetails(tx, person, codes, now);
  await tx.record(recordChanged('codes-recorded', person));
  return warnings;
}
