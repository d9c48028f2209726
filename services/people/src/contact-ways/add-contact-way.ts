import { MutationInput } from '@connected-lives/kit/mutation-input';
import { Refusal } from '@connected-lives/kit/refusal';
import { requirePractising } from '@connected-lives/kit/require-practising';
import { TextField } from '@connected-lives/kit/text-field';
import { onceOnly } from '@connected-lives/kit/transaction';
import { IsBoolean, IsEnum, IsOptional, IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { requireMayKnow } from '../addresses/protection.ts';
import type { PeopleContext } from '../people.context.ts';
import { lockPerson } from '../people/hold-person.ts';
import type { PersonRecorded } from '../people/person-recorded.type.ts';
import { recordChanged } from '../people/person.events.ts';
import { ContactWay, WORDS_LENGTH_MAX, VALUE_LENGTH_MAX } from './contact-way.entity.ts';
import { ContactWayKind } from './contact-way-kind.ts';
import { isContactValue } from './contact-way-value.ts';

@InputType()
export class AddContactWayInput extends MutationInput {
  @Field(() => ID, { description: 'A person in your reach.' })
  @IsUUID()
  readonly personId!: string;

  @Field(() => ContactWayKind)
  @IsEnum(ContactWayKind)
  readonly kind!: ContactWayKind;

  @TextField(VALUE_LENGTH_MAX, 'The number or the e-mail address. Left out for a letter.')
  readonly value?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a message can be left without somebody else hearing it. Null: not asked.',
  })
  @IsOptional()
  @IsBoolean()
  readonly safeToLeaveMessage?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is the way the person prefers. Only one is; left out, this is not.',
  })
  @IsOptional()
  @IsBoolean()
  readonly preferred?: boolean | null;

  @TextField(WORDS_LENGTH_MAX, 'What to bear in mind: after ten, let it ring.')
  readonly words?: string | null;
}

/** Another way to get in touch with a person. */
export function addContactWay(
  ctx: PeopleContext,
  input: AddContactWayInput,
): Promise<PersonRecorded> {
  requirePractising(ctx.actor);
  return onceOnly(ctx, 'addContactWay', input, async (tx) => {
    const { personId, kind, safeToLeaveMessage = null, words = null } = input;
    const preferred = input.preferred ?? false;
    const person = await lockPerson(tx, personId);
    await requireMayKnow(tx, personId);
    if (preferred) {
      await tx.db
        .updateTable('contactWay')
        .set({ preferred: false })
        .where('personId', '=', personId)
        .where('preferred', '=', true)
        .execute();
    }
    tx.em.create(ContactWay, {
      personId,
      teamId: person.teamId,
      kind,
      value: requireValue(input),
      safeToLeaveMessage,
      preferred,
      words,
      fromAt: ctx.now(),
      untilAt: null,
    });
    await tx.record(recordChanged('contact-ways-changed', person));
    return { personId, warnings: [] };
  });
}

/** A letter goes to the address, so that an address stands in one place only. */
function requireValue({ kind, value = null }: AddContactWayInput): string | null {
  if (kind === ContactWayKind.LETTER) {
    if (value !== null) {
      throw bad('A letter goes to the address of the person: write that down as an address.');
    }
    return null;
  }
  const text = value?.trim() ?? '';
  if (!isContactValue(kind, text)) {
    throw bad(kind === ContactWayKind.EMAIL ? 'This is no e-mail address.' : 'This is no number.');
  }
  return text;
}

function bad(message: string): Refusal {
  return new Refusal('BAD_USER_INPUT', message, { fields: ['value'] });
}
