import { randomUUID } from 'node:crypto';
import type { testCouncil } from '../test-council.ts';

/** What the matrix needs of staff, allocations and open posts. */
export interface WorkforceWorld {
  /** Another practitioner of the team, who works with nobody. */
  readonly freshPractitioner: () => Promise<string>;
  /** Somebody of the team with whom the practitioner works. */
  readonly freshAllocation: () => Promise<string>;
  /** A team with nobody in it. */
  readonly freshTeam: () => Promise<string>;
  /** Another practitioner of the team, who was declared to know one of its people. */
  readonly freshConnection: () => Promise<string>;
  /** A post of the team that is open today. */
  readonly freshVacancy: () => Promise<string>;
  /** The same with somebody who would like to have it. */
  readonly freshInterest: () => Promise<string>;
}

export function workforceWorld(
  council: Pick<ReturnType<typeof testCouncil>, 'arrange'>,
  given: { teamId: string; practitionerId: string; freshPerson: () => Promise<string> },
): WorkforceWorld {
  const { teamId, practitionerId, freshPerson } = given;
  const arrange = (text: string, values: unknown[]): Promise<void> =>
    council.arrange('people', text, values);

  async function freshVacancy(): Promise<string> {
    const id = randomUUID();
    await arrange(
      `insert into vacancy (id, team_id, team_name, role_title, profession, weekly_minutes,
         salary_from_pence, salary_to_pence, district, words, opens_on, closes_on, published_by,
         published_at)
       values ($1, $2, 'Team', 'Nurse', 'NURSE', 2220, 1, 2, 'WATFORD', 'Words',
         current_date - 2, current_date + 2, $3, now())`,
      [id, teamId, practitionerId],
    );
    return id;
  }

  async function freshPractitioner(): Promise<string> {
    const id = randomUUID();
    await arrange(
      `insert into practitioner (id, team_id, name, profession) values ($1, $2, 'Kim', 'NURSE')`,
      [id, teamId],
    );
    return id;
  }

  return {
    freshVacancy,
    freshPractitioner,
    async freshTeam() {
      const id = randomUUID();
      await arrange(`insert into team (id, name, kind) values ($1, $2, 'SENSORY')`, [
        id,
        `Team ${id}`,
      ]);
      return id;
    },
    async freshConnection() {
      const id = await freshPractitioner();
      await arrange(
        `insert into closure (person_id, practitioner_id, why, reason, from_at)
         values ($1, $2, 'FAMILY_OR_FRIEND', 'They grew up together.',
           now() - interval '1 minute')`,
        [await freshPerson(), id],
      );
      return id;
    },
    async freshAllocation() {
      const id = randomUUID();
      await arrange(
        `insert into allocation (id, person_id, team_id, practitioner_id, weight, allocated_by, from_at)
         values ($1, $2, $3, $4, 2, $4, now())`,
        [id, await freshPerson(), teamId, practitionerId],
      );
      return id;
    },
    async freshInterest() {
      const vacancyId = await freshVacancy();
      await arrange(
        `insert into interest (id, vacancy_id, team_id, reference, name, email, reason, received_at,
           kept_until_on) values ($1, $2, $3, $4, 'Ines', 'i@example.org', 'Why', now(), current_date)`,
        [randomUUID(), vacancyId, teamId, randomUUID()],
      );
      return vacancyId;
    },
  };
}
