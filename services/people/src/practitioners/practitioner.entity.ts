import { lengthUpTo, oneOf } from '@connected-lives/kit/check-constraints';
import { isService } from '@connected-lives/kit/reach';
import { Refusal } from '@connected-lives/kit/refusal';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { everybody } from '../teams/team.access.ts';
import { isThemself, managesTeam } from './practitioner.access.ts';
import type { PractitionerDetailsInput } from './practitioner-details.input.ts';
import { Profession } from './profession.ts';
import { dueOnOf, NAME_MAX, NUMBER_MAX, RegistrationBody } from './registration.ts';

const PractitionerSchema = defineEntity({
  name: 'Practitioner',
  tableName: 'practitioner',
  properties: {
    /** The subject of their access token. */
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    teamId: p.uuid().index('practitioner_team_id'),
    name: p.text(),
    profession: p.text(),
    roleTitle: p.text().strictNullable(),
    registrationBody: p.text().$type<RegistrationBody>().strictNullable(),
    registrationNumber: p.text().strictNullable(),
    /** The last day of the registration year. */
    registrationDueOn: p.date().strictNullable(),
    workingDays: p.array().columnType('text[]').defaultRaw(`'{}'`),
    weeklyMinutes: p.integer().strictNullable(),
    lineManagerId: p.uuid().strictNullable().index('practitioner_line_manager_id'),
    heldRoles: p.array().columnType('text[]').defaultRaw(`'{}'`),
    startedOn: p.date().strictNullable(),
    /** The last day, which may be still to come. */
    leftOn: p.date().strictNullable(),
    /** Whether the gateway and the other services were told: once the last day is over. */
    leavingTold: p.boolean().default(false),
    version: p.integer().version().defaultRaw('1'),
  },
  checks: [
    {
      name: 'practitioner_profession_known',
      expression: oneOf('profession', Object.values(Profession)),
    },
    { name: 'practitioner_name_length', expression: lengthUpTo('name', NAME_MAX) },
    { name: 'practitioner_role_title_length', expression: lengthUpTo('role_title', NAME_MAX) },
    {
      name: 'practitioner_registration_body_known',
      expression: oneOf('registration_body', Object.values(RegistrationBody)),
    },
    {
      name: 'practitioner_registration_number_length',
      expression: lengthUpTo('registration_number', NUMBER_MAX),
    },
    {
      name: 'practitioner_registered_somewhere',
      expression: `registration_body is not null
       or (registration_number is null and registration_due_on is null)`,
    },
    {
      name: 'practitioner_weekly_minutes',
      expression: 'weekly_minutes > 0 and weekly_minutes <= 3600',
    },
    { name: 'practitioner_not_own_manager', expression: 'line_manager_id <> id' },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'practitioner_read', command: 'select', using: everybody },
    { name: 'practitioner_own', command: 'update', using: isThemself, check: isThemself },
    { name: 'practitioner_manage', command: 'update', using: managesTeam, check: managesTeam },
    { name: 'practitioner_join', command: 'insert', check: managesTeam },
    { name: 'practitioner_write', command: 'all', using: isService, check: isService },
    {
      name: 'practitioner_moves',
      command: 'all',
      roles: ['people_owner'],
      using: 'true',
      check: 'true',
    },
  ],
});

/** A member of staff who works with people: the one whose judgement the council trusts. */
export class Practitioner extends PractitionerSchema.class {
  /**
   * Absent stays as it is. Another register, or none, leaves nothing of the one before.
   *
   * @param today in London, which decides when a year of Social Work England ends next.
   */
  describe(details: Omit<PractitionerDetailsInput, 'idempotencyKey'>, today: string): void {
    const { registrationBody: body } = details;
    if (body !== undefined && body !== this.registrationBody) {
      this.registrationBody = body;
      this.registrationNumber = null;
      this.registrationDueOn = dueOnOf(body, today);
    }
    if (
      this.registrationBody === null &&
      (details.registrationNumber ?? details.registrationDueOn ?? null) !== null
    ) {
      throw new Refusal('BAD_USER_INPUT', 'Say which register the number is of.');
    }
    this.registrationNumber = given(details.registrationNumber, this.registrationNumber);
    this.registrationDueOn = given(details.registrationDueOn, this.registrationDueOn);
    this.roleTitle = given(details.roleTitle, this.roleTitle);
    this.workingDays =
      details.workingDays === null ? [] : (details.workingDays ?? this.workingDays);
    this.weeklyMinutes = given(details.weeklyMinutes, this.weeklyMinutes);
    this.lineManagerId = given(details.lineManagerId, this.lineManagerId);
    this.heldRoles = details.heldRoles === null ? [] : (details.heldRoles ?? this.heldRoles);
  }
}

function given<Value>(value: Value | undefined, before: Value): Value {
  return value === undefined ? before : value;
}
PractitionerSchema.setClass(Practitioner);
export { PractitionerSchema };
