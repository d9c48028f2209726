import { TODAY } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { StatutoryCodesRow } from './record-rows.ts';
import type { PersonRow } from './rows.ts';
import type { PlannedTeam } from './tiers.ts';

const REASONS: Readonly<Record<PlannedTeam['kind'], readonly string[]>> = {
  OLDER_PEOPLE: [
    'Physical support: Personal care support',
    'Physical support: Access and mobility only',
    'Support with memory and cognition',
    'Sensory support: Support for hearing impairment',
  ],
  ADULT_DISABILITY: [
    'Learning disability support',
    'Physical support: Personal care support',
    'Sensory support: Support for visual impairment',
  ],
  MENTAL_HEALTH: ['Mental health support', 'Social support: Substance misuse support'],
  GATEWAY: [
    'Physical support: Access and mobility only',
    'Social support: Support for social isolation or other reason',
    'Social support: Support to unpaid carer',
  ],
  HOSPITAL_DISCHARGE: ['Physical support: Personal care support'],
  PRACTICE_DEVELOPMENT: ['Unknown'],
};

const RETIREMENT_AGE = 66;

/** What the return asks of a person, where somebody got round to it. */
export function makeCodes(
  chance: Chance,
  { kind }: PlannedTeam,
  { dateOfBirth }: PersonRow,
): StatutoryCodesRow {
  const age = TODAY.getUTCFullYear() - 1 - Number(dateOfBirth.slice(0, 4));
  const maybe = (likelihood: number, codes: readonly string[]): string | null =>
    chance.happens(likelihood) ? chance.pick(codes) : null;
  const isOld = age >= RETIREMENT_AGE;
  const primarySupportReason = maybe(0.9, REASONS[kind]);
  return {
    ethnicity: chance.happens(0.9)
      ? chance.weighted([
          ['English, Welsh, Scottish, Northern Irish or British', 70],
          ['Any other White background', 8],
          ['Irish', 3],
          ['Indian', 5],
          ['Pakistani', 3],
          ['African', 4],
          ['Caribbean', 3],
          ['White and Black Caribbean', 2],
          ['Undeclared or not known', 2],
        ])
      : null,
    gender: maybe(0.95, ['Male', 'Female']),
    primarySupportReason,
    accommodationStatus: maybe(0.8, [
      'Owner occupier or shared ownership scheme',
      'Tenant: Local authority or other social housing provider',
      'Tenant: Private landlord',
      'Settled mainstream housing with family or friends',
      ...(isOld ? ['Sheltered housing, extra care housing or other sheltered housing'] : []),
    ]),
    employmentStatus: isOld
      ? null
      : maybe(0.7, [
          'Paid: Less than 16 hours a week',
          'Not in paid employment: Seeking work',
          'Not in paid employment: Not actively seeking work or retired',
          'Not in paid employment: Voluntary work only',
        ]),
    visualImpairment: maybe(0.3, ['No visual impairment', 'Partial sight/sight impaired']),
    hearingImpairment: maybe(0.3, ['No hearing impairment', 'Hard of hearing']),
    dementia: primarySupportReason === 'Support with memory and cognition' ? 'Yes' : null,
    autism: isOld ? null : maybe(0.3, ['Yes', 'No', 'No']),
    hasUnpaidCarer: maybe(0.8, ['Yes', 'No', 'Unknown']),
  };
}
