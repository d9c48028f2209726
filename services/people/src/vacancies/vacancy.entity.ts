import { lengthUpTo, oneOf } from '@connected-lives/kit/check-constraints';
import { type District, DISTRICTS } from '@connected-lives/kit/district';
import { isService } from '@connected-lives/kit/reach';
import { Refusal } from '@connected-lives/kit/refusal';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { managesTeam } from '../practitioners/practitioner.access.ts';
import { Profession } from '../practitioners/profession.ts';
import { Team } from '../teams/team.entity.ts';
import { anybody } from './vacancy.access.ts';

export const ROLE_TITLE_MAX = 200;
export const WORDS_MAX = 10_000;

const VacancySchema = defineEntity({
  name: 'Vacancy',
  tableName: 'vacancy',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    teamId: () =>
      p
        .manyToOne(Team)
        .mapToPk()
        .joinColumn('team_id')
        .foreignKeyName('vacancy_team')
        .index('vacancy_team_id'),
    /** As it was called then: whoever has no token reads no team. */
    teamName: p.text(),
    roleTitle: p.text(),
    profession: p.text().$type<Profession>(),
    weeklyMinutes: p.integer(),
    /** A year's salary, from and to. */
    salaryFromPence: p.integer(),
    salaryToPence: p.integer(),
    district: p.text().$type<District>(),
    words: p.text(),
    opensOn: p.date(),
    /** The last day on which one may apply. */
    closesOn: p.date(),
    publishedBy: p.uuid(),
    publishedAt: p.datetime(3),
    closedAt: p.datetime(3).strictNullable(),
    version: p.integer().version().defaultRaw('1'),
  },
  indexes: [{ name: 'vacancy_closes_on', properties: ['closesOn', 'id'] }],
  checks: [
    {
      name: 'vacancy_profession_known',
      expression: oneOf('profession', Object.values(Profession)),
    },
    { name: 'vacancy_district_known', expression: oneOf('district', DISTRICTS) },
    { name: 'vacancy_role_title_length', expression: lengthUpTo('role_title', ROLE_TITLE_MAX) },
    { name: 'vacancy_words_length', expression: lengthUpTo('words', WORDS_MAX) },
    {
      name: 'vacancy_weekly_minutes',
      expression: 'weekly_minutes > 0 and weekly_minutes <= 3600',
    },
    {
      name: 'vacancy_salary_in_order',
      expression: 'salary_from_pence > 0 and salary_to_pence >= salary_from_pence',
    },
    { name: 'vacancy_days_in_order', expression: 'closes_on >= opens_on' },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'vacancy_read', command: 'select', using: anybody },
    { name: 'vacancy_manage', command: 'all', using: managesTeam, check: managesTeam },
    { name: 'vacancy_service', command: 'all', using: isService, check: isService },
  ],
});

/** A post that is open, for anybody to read. */
export class Vacancy extends VacancySchema.class {
  close(at: Date): void {
    if (this.closedAt !== null) {
      throw new Refusal('VACANCY_CLOSED', 'This vacancy is closed.');
    }
    this.closedAt = at;
  }
}
VacancySchema.setClass(Vacancy);
export { VacancySchema };
