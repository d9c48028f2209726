import { SERVICE_NAMES, type ServiceName } from './service-name.ts';

/** A table, or some of its columns, that the person does not get. */
export interface Withheld {
  readonly service: ServiceName;
  readonly table: string;
  /** Null for the whole table. */
  readonly columns: readonly string[] | null;
  readonly why: string;
}

/**
 * What a person does not get when they ask for everything that is held about them, and why. An
 * information governance officer reads this one list; an answer names each line that applied to it.
 *
 * A person has a right to their own data and not to other people's: UK GDPR Article 15(4), Data
 * Protection Act 2018 Schedule 2 paragraph 16. Names of staff in what they did for the person are
 * theirs to know: paragraph 17 says so of those employed in social work.
 */
export const WITHHELD: readonly Withheld[] = [
  {
    service: 'people',
    table: 'relationship',
    columns: ['phone', 'email', 'other_person_id'],
    why: 'Contact details of other people, and whether the council knows them, are theirs.',
  },
  {
    service: 'people',
    table: 'caring_role',
    columns: ['cared_for_id'],
    why: 'Whether the council knows somebody you care for is theirs.',
  },
  {
    service: 'people',
    table: 'closure',
    columns: ['practitioner_id', 'why', 'reason'],
    why: 'That a member of staff knows you outside work is about their own life. Why a record was sealed may put somebody in danger; an officer decides.',
  },
  {
    service: 'people',
    table: 'not_the_same',
    columns: ['other_person_id', 'reason'],
    why: 'Another person was once taken for you. Who that is, is theirs.',
  },
  {
    service: 'people',
    table: 'person_merge',
    columns: ['kept_id', 'merged_id', 'nhs_number', 'reason', 'undone_reason'],
    why: 'Two records were taken for one person’s. Where that was undone, the other is somebody else’s.',
  },
  {
    service: 'people',
    table: 'possible_duplicate',
    columns: null,
    why: 'Whose records look like yours is about other people too. What they were compared by stands in your record.',
  },
  {
    service: 'people',
    table: 'hourly_look',
    columns: null,
    why: 'Counts of looks, kept for two days to find unusual ones. The looks themselves stand in the list of looks.',
  },
  {
    service: 'people',
    table: 'privacy_alert_subject',
    columns: null,
    why: 'Which looks the privacy officer is checking: telling could spoil the check, so an officer decides. Who looked at your record stands in the list of looks.',
  },
  {
    service: 'people',
    table: 'look',
    columns: ['actor_person_id'],
    why: 'Whether somebody who looked is known to adult care themself is theirs.',
  },
  ...SERVICE_NAMES.map((service) => ({
    service,
    table: 'access_log',
    columns: ['actor_person_id'],
    why: 'Whether somebody who looked is known to adult care themself is theirs.',
  })),
  {
    service: 'finance',
    table: 'entry',
    columns: null,
    why: 'The same payments once more, as the accounts of a practitioner’s budget: not about you.',
  },
];

/** What is left out of one table. */
export function withheldOf(
  service: ServiceName,
  table: string,
): { readonly whole: boolean; readonly columns: readonly string[] } {
  const found = WITHHELD.find((each) => each.service === service && each.table === table);
  return { whole: found?.columns === null, columns: found?.columns ?? [] };
}
