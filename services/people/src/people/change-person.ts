import { requireHappened, requireNotToCome } from '@connected-lives/kit/happened';
import { Refusal } from '@connected-lives/kit/refusal';
import type { Transaction } from '@connected-lives/kit/transaction';
import { requireOneLine } from '@connected-lives/kit/unseen-characters';
import type { PeopleTables } from '../tables.ts';
import { lockPerson } from './hold-person.ts';
import { takenNhsNumberRefused } from './nhs-number.ts';
import type { PersonChange } from './person-change.input.ts';
import { PersonDetails } from './person-details.entity.ts';
import type { Warning } from './person-recorded.type.ts';
import { Person } from './person.entity.ts';
import { personChanged, recordChanged } from './person.events.ts';
import { warningsOf } from './warnings-of.ts';

/** Changes what is known of a person in the viewer's reach, and answers what looks wrong about it. */
export async function changePerson(
  tx: Transaction<PeopleTables>,
  personId: string,
  change: PersonChange,
  now: Date,
): Promise<Warning[]> {
  requireNever(change, ['givenName', 'familyName', 'district']);
  requireOneLine(change);
  requireHappened(now, { dateOfDeath: change.dateOfDeath });
  requireNotToCome(now, { dateOfBirth: change.dateOfBirth });
  const { district } = await lockPerson(tx, personId);
  const person = await tx.em.findOneOrFail(Person, { id: personId });
  person.change(change);
  await tx.em.flush().catch(takenNhsNumberRefused);
  await changeDetails(tx, person, detailsIn(change), now);
  await tx.record(recordChanged('details-changed', person));
  if (person.district !== district) {
    await tx.record(personChanged(person));
  }
  return warningsOf(change, now);
}

/** The row beside the person's own, made when there is something to write in it. */
export async function changeDetails(
  { em }: Transaction<PeopleTables>,
  person: Person,
  details: Partial<PersonDetails>,
  changedAt: Date,
): Promise<void> {
  if (Object.keys(details).length === 0) {
    return;
  }
  const known = await em.findOne(PersonDetails, { personId: person.id });
  if (known === null) {
    const { id: personId, teamId } = person;
    em.create(PersonDetails, { ...details, personId, teamId, changedAt });
  } else {
    em.assign(known, { ...details, changedAt });
  }
  await em.flush();
}

function requireNever(change: PersonChange, fields: readonly (keyof PersonChange)[]): void {
  const none = fields.find((field) => change[field] === null);
  if (none !== undefined) {
    throw new Refusal('BAD_USER_INPUT', `A person always has this: ${none}.`, { fields: [none] });
  }
}

const DETAILS = [
  'pronouns',
  'dateOfDeath',
  'gpPracticeCode',
  'firstLanguage',
  'interpreter',
] as const;
const NEEDS = [
  'informationFormats',
  'contactMethods',
  'communicationSupport',
  'communicationProfessionals',
] as const;

function detailsIn(change: PersonChange): Partial<PersonDetails> {
  return Object.fromEntries([
    ...DETAILS.filter((field) => change[field] !== undefined).map((field) => [
      field,
      change[field],
    ]),
    ...NEEDS.filter((field) => change[field] !== undefined).map((field) => [
      field,
      change[field] ?? [],
    ]),
  ]) as Partial<PersonDetails>;
}
