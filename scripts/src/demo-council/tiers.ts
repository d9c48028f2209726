import { DISTRICTS, District, type KnownDistrict } from '@connected-lives/kit/district';
import { DEMO_TEAMS, type DemoTeam, demoUuid } from '../demo-people.ts';

export type TierName = 'demo' | 'shire';

/** How much of everything a made-up council has. */
export interface Tier {
  readonly name: TierName;
  readonly teams: readonly TeamPlan[];
  /** On average. A conversation has at least two passages, so that it reads as one. */
  readonly passagesPerConversation: number;
  /** The likelihood that one more thing is paid for towards an outcome. Below 1. */
  readonly likelihoodOfSpending: number;
  /** How often the same thing may be paid for towards the same outcome, as when it goes on. */
  readonly timesEachThing: number;
  /** What the year's budget of a practitioner begins with, in pounds. */
  readonly budgetPounds: { readonly from: number; readonly to: number };
}

/** A team of a made-up council: one that demo people belong to, or another. */
export interface PlannedTeam {
  readonly id: string;
  readonly name: string;
  readonly kind: DemoTeam['kind'] | 'MENTAL_HEALTH';
}

export interface TeamPlan {
  readonly team: PlannedTeam;
  /** Where most of its people live. */
  readonly home: readonly KnownDistrict[];
  readonly people: number;
  readonly practitioners: number;
  readonly conversations: number;
}

const { stevenageOlderPeople, watfordDisability, gateway, hospitalDischarge } = DEMO_TEAMS;
const { STEVENAGE, NORTH_HERTFORDSHIRE, WATFORD, THREE_RIVERS } = District;

/** 500 people, 20 practitioners, 1,000 conversations. */
const demo: Tier = {
  name: 'demo',
  passagesPerConversation: 5.2,
  likelihoodOfSpending: 0.66,
  timesEachThing: 1,
  budgetPounds: { from: 6_000, to: 16_000 },
  teams: [
    plan(stevenageOlderPeople, [STEVENAGE, NORTH_HERTFORDSHIRE], 140, 6, 280),
    plan(watfordDisability, [WATFORD, THREE_RIVERS], 120, 5, 240),
    plan(gateway, DISTRICTS, 150, 5, 300),
    plan(hospitalDischarge, DISTRICTS, 90, 3, 180),
    plan(DEMO_TEAMS.practiceDevelopment, DISTRICTS, 0, 1, 0),
  ],
};

/** 30,000 people, 1,000 practitioners in 60 teams, 31,000 conversations. */
const shire: Tier = {
  name: 'shire',
  passagesPerConversation: 33,
  likelihoodOfSpending: 0.7,
  timesEachThing: 6,
  budgetPounds: { from: 12_000, to: 44_000 },
  teams: shireTeams(),
};

export const TIERS: Readonly<Record<TierName, Tier>> = { demo, shire };

function plan(
  team: PlannedTeam,
  home: readonly KnownDistrict[],
  people: number,
  practitioners: number,
  conversations: number,
): TeamPlan {
  return { team, home, people, practitioners, conversations };
}

/** The demo's five teams, and teams for every district, so that each has its share of the county. */
function shireTeams(): TeamPlan[] {
  const own = demo.teams.map(({ team, home }) => ({ team, home }));
  const others = [...localTeams()].slice(0, 60 - own.length);
  const working = [...own, ...others].filter(({ team }) => team.kind !== 'PRACTICE_DEVELOPMENT');
  const developing = own.filter(({ team }) => team.kind === 'PRACTICE_DEVELOPMENT');
  return [
    ...working.map(({ team, home }, i) =>
      plan(
        team,
        home,
        shareOf(30_000, i, working.length),
        shareOf(992, i, working.length),
        shareOf(31_000, i, working.length),
      ),
    ),
    ...developing.map(({ team, home }) => plan(team, home, 0, 8, 0)),
  ];
}

function* localTeams(): Generator<Pick<TeamPlan, 'team' | 'home'>> {
  const kinds = [
    ['MENTAL_HEALTH', 'Mental Health', 1],
    ['ADULT_DISABILITY', 'Adult Disability', 2],
    ['OLDER_PEOPLE', 'Older People', 3],
  ] as const;
  for (const [kind, words, howMany] of kinds) {
    for (let number = 1; number <= howMany; number += 1) {
      for (const district of DISTRICTS) {
        const name = `${titleOf(district)} ${words}${howMany === 1 ? '' : ` ${String(number)}`}`;
        yield { team: { id: demoUuid('team', name), name, kind }, home: [district] };
      }
    }
  }
}

/** STEVENAGE → Stevenage, ST_ALBANS → St Albans. */
function titleOf(district: District): string {
  return district
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join(' ');
}

/** One part of a whole that is divided as evenly as whole numbers allow. */
function shareOf(total: number, index: number, parts: number): number {
  return Math.floor((total * (index + 1)) / parts) - Math.floor((total * index) / parts);
}
