import { type RawBuilder, sql } from 'kysely';

/** The record that an event is about and its person, in the order in which a statement binds them. */
export type EventSubject = readonly [subjectId: string, personId: string | null];

/**
 * The one row `happened (subject_id, person_id)`, to join the record to. Without the record there is
 * still the row that says whether the event may be told of (`isClosedWithout`): one statement and one
 * snapshot for both.
 */
export function happenedTo(subject: readonly (string | null)[]) {
  return sql<{
    subjectId: string;
    personId: string | null;
  }>`(select (${subject}::uuid[])[1], (${subject}::uuid[])[2])`.as<'happened'>(
    sql`happened(subject_id, person_id)`,
  );
}

/**
 * Whether the person of the event is closed to the viewer, which is asked only when this column of
 * the record says that the viewer does not see it. What is about nobody is closed to nobody.
 */
export function isClosedWithout(recordId: string): RawBuilder<boolean> {
  return sql<boolean>`case when ${sql.ref(recordId)} is null
    then coalesce(happened.person_id = any ((select viewer_closed())::uuid[]), false)
    else false end`;
}
