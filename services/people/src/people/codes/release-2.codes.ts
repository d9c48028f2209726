/** One list of codes of the statutory return. */
export interface CodeList {
  /**
   * Whether the wording was checked against the Department's own code or a standard that cites the
   * specification. A list that was not may change, and a value outside it is a warning only.
   */
  readonly verified: boolean;
  /** Codes by the group under which the return lists them; '' where it has no groups. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** The release of Client Level Data whose wording this is. A new release is a new file. */
export const CODES_RELEASE = 'R2';

const YES_NO: CodeList = { verified: false, groups: { '': ['Yes', 'No', 'Unknown'] } };

/**
 * What the Client Level Data return says of a person. Data, and not enums of the graph: the lists
 * change with the return, and nobody has to say any of it before they are helped.
 */
export const STATUTORY_CODES = {
  ethnicity: {
    verified: true,
    groups: {
      'Asian or Asian British': [
        'Any other Asian background',
        'Bangladeshi',
        'Chinese',
        'Indian',
        'Pakistani',
      ],
      'Black, Black British, Caribbean or African': [
        'African',
        'Any other Black, Black British or Caribbean background',
        'Caribbean',
      ],
      'Mixed or multiple ethnic groups': [
        'Any other Mixed or multiple ethnic background',
        'White and Asian',
        'White and Black African',
        'White and Black Caribbean',
      ],
      White: [
        'Any other White background',
        'English, Welsh, Scottish, Northern Irish or British',
        'Gypsy or Irish Traveller',
        'Irish',
        'Roma',
      ],
      'Other ethnic group': ['Any other ethnic group', 'Arab'],
      'No data': ['Refused', 'Undeclared or not known'],
    },
  },
  gender: { verified: false, groups: { '': ['Male', 'Female', 'Other', 'Unknown'] } },
  primarySupportReason: {
    verified: true,
    groups: {
      '': [
        'Physical support: Access and mobility only',
        'Physical support: Personal care support',
        'Sensory support: Support for visual impairment',
        'Sensory support: Support for hearing impairment',
        'Sensory support: Support for dual impairment',
        'Support with memory and cognition',
        'Learning disability support',
        'Mental health support',
        'Social support: Substance misuse support',
        'Social support: Asylum seeker support',
        'Social support: Support for social isolation or other reason',
        'Social support: Support to unpaid carer',
        'Unknown',
      ],
    },
  },
  accommodationStatus: {
    verified: true,
    groups: {
      Settled: [
        'Owner occupier or shared ownership scheme',
        'Tenant: Local authority or other social housing provider',
        'Tenant: Private landlord',
        'Settled mainstream housing with family or friends',
        'Supported accommodation, supported lodgings or supported group home',
        'Shared Lives scheme',
        'Approved premises for offenders released from prison or under probation supervision',
        'Sheltered housing, extra care housing or other sheltered housing',
        'Mobile accommodation for Gypsy, Roma and Traveller communities',
      ],
      Unsettled: [
        'Rough sleeper or squatting',
        'Night shelter, emergency hostel or direct access hostel',
        'Refuge',
        'Placed in temporary accommodation by the council (inc. homelessness resettlement)',
        'Staying with family or friends as a short term guest',
        'Acute hospital or long term healthcare residential facility',
        'Registered care home',
        'Registered nursing home',
        'Prison, young offenders institution or detention centre',
        'Other temporary accommodation',
        'Unknown',
      ],
    },
  },
  employmentStatus: {
    verified: true,
    groups: {
      '': [
        'Paid: Less than 16 hours a week',
        'Paid: 16 or more hours a week',
        'Paid: Hours per week unknown',
        'Not in paid employment: Seeking work',
        'Not in paid employment: Not actively seeking work or retired',
        'Not in paid employment: Voluntary work only',
        'Unknown',
      ],
    },
  },
  visualImpairment: {
    verified: true,
    groups: {
      '': [
        'Blind/severely sight impaired',
        'Partial sight/sight impaired',
        'No visual impairment',
        'Visual impairment - severity unknown',
        'Unknown',
      ],
    },
  },
  hearingImpairment: {
    verified: true,
    groups: {
      '': [
        'Deaf with speech',
        'Deaf without speech',
        'Hard of hearing',
        'No hearing impairment',
        'Hearing impairment: Severity unknown',
        'Unknown',
      ],
    },
  },
  dementia: YES_NO,
  autism: YES_NO,
  hasUnpaidCarer: YES_NO,
} as const satisfies Record<string, CodeList>;

export type StatutoryCode = keyof typeof STATUTORY_CODES;
export const STATUTORY_CODE_NAMES = Object.keys(STATUTORY_CODES) as readonly StatutoryCode[];
