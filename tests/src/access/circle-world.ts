/** Somebody new of each kind around the person of the matrix, for what can be done only once. */
export interface CircleWorld {
  freshRelationship(): Promise<string>;
  /** An attorney whom the council knows as a person, without access yet. */
  freshAttorney(): Promise<string>;
  /** The same with access. */
  freshRepresentative(): Promise<string>;
  freshCaringRole(): Promise<string>;
  freshAgreement(): Promise<string>;
  freshObjection(): Promise<string>;
}

interface Making {
  /** Runs an insert with a new id, the person and their team, and answers with the id. */
  readonly freshRow: (insert: string) => Promise<string>;
  readonly anotherPerson: () => Promise<string>;
}

const WRITTEN = `gen_random_uuid(), now()`;

export function circleWorld({ freshRow, anotherPerson }: Making): CircleWorld {
  const freshAttorney = async (): Promise<string> =>
    freshRow(`insert into relationship (id, person_id, team_id, kind, other_person_id, authority,
        authority_seen, recorded_by, recorded_at)
      values ($1, $2, $3, 'ATTORNEY', '${await anotherPerson()}', 'LPA_HEALTH_AND_WELFARE', true,
        ${WRITTEN})`);
  return {
    freshRelationship: () =>
      freshRow(`insert into relationship (id, person_id, team_id, kind, name, phone, recorded_by,
          recorded_at)
        values ($1, $2, $3, 'FRIEND', 'Bob', '01632 960 001', ${WRITTEN})`),
    freshAttorney,
    freshRepresentative: async () => {
      const id = await freshAttorney();
      await freshRow(`insert into reach (id, person_id, holder_id, why, from_at)
        select $1, $2, other_person_id, 'REPRESENTATIVE', now() - interval '1 minute'
        from relationship
        where id = '${id}' and team_id = $3`);
      return id;
    },
    freshCaringRole: () =>
      freshRow(`insert into caring_role (id, person_id, team_id, cared_for_name, recorded_by,
          recorded_at)
        values ($1, $2, $3, 'My aunt', ${WRITTEN})`),
    freshAgreement: () =>
      freshRow(`insert into sharing_agreement (id, person_id, team_id, shared_with, what, purpose,
          how, agreed_on, recorded_by, recorded_at)
        values ($1, $2, $3, 'The GP', 'How I am', 'Care', 'SAID', '2026-05-01', ${WRITTEN})`),
    freshObjection: () =>
      freshRow(`insert into objection (id, person_id, team_id, to_what, objected_on, answer_due_on,
          recorded_by, recorded_at)
        values ($1, $2, $3, 'The survey', '2026-05-01', '2026-06-01', ${WRITTEN})`),
  };
}
