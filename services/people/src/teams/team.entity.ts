import { lengthUpTo, oneOf } from '@connected-lives/kit/check-constraints';
import { isService } from '@connected-lives/kit/reach';
import { Refusal } from '@connected-lives/kit/refusal';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { everybody, leadsCouncil } from './team.access.ts';
import { TeamKind } from './team-kind.ts';

export const TEAM_NAME_MAX = 200;

/** What still needs a team. */
export interface NeedOfTeam {
  readonly people: number;
  readonly practitioners: number;
  /** People of other teams who are open to this one for what its kind is there for. */
  readonly openings: number;
  /** Posts that one may apply for. */
  readonly vacancies: number;
}

const TeamSchema = defineEntity({
  name: 'Team',
  tableName: 'team',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    name: p.text().unique('team_name_unique'),
    kind: p.text(),
    /** Where the people live whom the team is there for. Empty: the whole county. */
    districts: p.array().columnType('text[]').defaultRaw(`'{}'`),
    managerId: p.uuid().strictNullable(),
    /** Closed teams keep their row: people were with them once. */
    closedAt: p.datetime(3).strictNullable(),
    version: p.integer().version().defaultRaw('1'),
  },
  checks: [
    { name: 'team_kind_known', expression: oneOf('kind', Object.values(TeamKind)) },
    { name: 'team_name_length', expression: lengthUpTo('name', TEAM_NAME_MAX) },
  ],
  rowLevelSecurity: 'force',
  policies: [
    { name: 'team_read', command: 'select', using: everybody },
    { name: 'team_open', command: 'insert', check: leadsCouncil },
    { name: 'team_change', command: 'update', using: leadsCouncil, check: leadsCouncil },
    {
      name: 'team_managed',
      command: 'update',
      roles: ['people_owner'],
      using: 'true',
      check: 'true',
    },
    { name: 'team_write', command: 'all', using: isService, check: isService },
  ],
});

/** A team of practitioners, who share the people they work with. */
export class Team extends TeamSchema.class {
  /** Absent stays as it is. */
  change(to: {
    readonly name: string | undefined;
    readonly kind: string | undefined;
    readonly districts: readonly string[] | null | undefined;
    readonly managerId: string | null | undefined;
  }): void {
    this.requireOpen();
    this.name = to.name ?? this.name;
    this.kind = to.kind ?? this.kind;
    this.districts = to.districts === undefined ? this.districts : [...(to.districts ?? [])];
    this.managerId = to.managerId === undefined ? this.managerId : to.managerId;
  }

  /** Nobody may be left with a team that is no more, nor come to work in it. */
  close(need: NeedOfTeam, at: Date): void {
    this.requireOpen();
    if (Object.values(need).some((count) => count > 0)) {
      throw new Refusal(
        'TEAM_NOT_EMPTY',
        'People, practitioners, openings or vacancies are with this team still. Hand them over first.',
        { ...need },
      );
    }
    this.managerId = null;
    this.closedAt = at;
  }

  private requireOpen(): void {
    if (this.closedAt !== null) {
      throw new Refusal('TEAM_CLOSED', 'This team was closed.');
    }
  }
}
TeamSchema.setClass(Team);
export { TeamSchema };
