import { registerEnumType } from 'type-graphql';
import type { Warning } from '../people/person-recorded.type.ts';

export const NAME_MAX = 200;
export const NUMBER_MAX = 40;

export enum RegistrationBody {
  SOCIAL_WORK_ENGLAND = 'SOCIAL_WORK_ENGLAND',
  HCPC = 'HCPC',
  NMC = 'NMC',
}
registerEnumType(RegistrationBody, {
  name: 'RegistrationBody',
  description: 'Who keeps the register that a practitioner stands in.',
  valuesConfig: {
    HCPC: { description: 'Health and Care Professions Council: occupational therapists.' },
    NMC: { description: 'Nursing and Midwifery Council.' },
  },
});

/** How the numbers of each register look. The registers may change theirs, so this only warns. */
const NUMBERS: Readonly<
  Record<RegistrationBody, { readonly like: RegExp; readonly says: string }>
> = {
  SOCIAL_WORK_ENGLAND: { like: /^SW\d{1,7}$/, says: 'SW and up to seven digits' },
  HCPC: { like: /^OT\d{4,6}$/, says: 'OT and four to six digits' },
  NMC: {
    like: /^\d{2}[A-L]\d{4}[A-Z]$/,
    says: 'two digits, a letter from A to L, four digits and a letter',
  },
};

export interface Registration {
  readonly registrationBody: RegistrationBody | null;
  readonly registrationNumber: string | null;
  readonly registrationDueOn: string | null;
}

/** What looks wrong about a registration. It is kept all the same: the register knows better. */
export function warningsAbout(registration: Registration): Warning[] {
  const { registrationBody: body, registrationNumber: number, registrationDueOn } = registration;
  const warnings: Warning[] = [];
  if (body !== null && number !== null && !NUMBERS[body].like.test(number)) {
    warnings.push({
      field: 'registrationNumber',
      message: `A number of this register is ${NUMBERS[body].says}.`,
    });
  }
  if (
    body === RegistrationBody.SOCIAL_WORK_ENGLAND &&
    registrationDueOn !== null &&
    !registrationDueOn.endsWith('-11-30')
  ) {
    warnings.push({
      field: 'registrationDueOn',
      message: 'A year of Social Work England ends on 30 November.',
    });
  }
  return warnings;
}

/**
 * When a registration is due that nobody gave a day for: with Social Work England at the end of its
 * year, which runs from 1 December to 30 November. The other registers have a day for each person.
 */
export function dueOnOf(body: RegistrationBody | null, today: string): string | null {
  if (body !== RegistrationBody.SOCIAL_WORK_ENGLAND) {
    return null;
  }
  const year = Number(today.slice(0, 4));
  return `${String(today.slice(5) > '11-30' ? year + 1 : year)}-11-30`;
}
