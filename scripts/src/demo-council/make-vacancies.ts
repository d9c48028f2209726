import { District } from '@connected-lives/kit/district';
import { DEMO_TEAMS, demoUuid } from '../demo-people.ts';
import type { TeamPlan } from './tiers.ts';
import type { VacancyRow, WorkforceRows } from './workforce-rows.ts';

/** So that whoever starts the demo in another year has something to apply for all the same. */
const CLOSES_ON = '2031-03-31';
const PUBLISHED_AT = new Date('2026-11-02T09:00:00Z');

const OFFERS = [
  'Reflective supervision every two weeks',
  'A year of learning beside a practice educator',
  'Strengths-based conversations, in person',
];

type Post = Pick<
  VacancyRow,
  | 'roleTitle'
  | 'profession'
  | 'weeklyMinutes'
  | 'salaryFromPence'
  | 'salaryToPence'
  | 'district'
  | 'words'
> & { readonly offers: readonly string[] };

const POSTS: Readonly<Record<string, Post>> = {
  [DEMO_TEAMS.stevenageOlderPeople.id]: {
    roleTitle: 'Social worker, older people',
    profession: 'SOCIAL_WORKER',
    weeklyMinutes: 2_220,
    salaryFromPence: 3_862_600,
    salaryToPence: 4_471_100,
    district: District.STEVENAGE,
    words:
      'You talk with people about what matters to them, and act on it with a budget of your own. Nobody else has to say yes.',
    offers: OFFERS,
  },
  [DEMO_TEAMS.watfordDisability.id]: {
    roleTitle: 'Occupational therapist, adult disability',
    profession: 'OCCUPATIONAL_THERAPIST',
    weeklyMinutes: 1_776,
    salaryFromPence: 3_090_100,
    salaryToPence: 3_576_900,
    district: District.WATFORD,
    words:
      'Four days a week with people who want to do more for themselves at home, at work and in town.',
    offers: OFFERS.slice(0, 1),
  },
  [DEMO_TEAMS.gateway.id]: {
    roleTitle: 'Community care officer, Gateway',
    profession: 'COMMUNITY_CARE_OFFICER',
    weeklyMinutes: 2_220,
    salaryFromPence: 2_699_700,
    salaryToPence: 3_006_000,
    district: District.HERTSMERE,
    words: 'You are the first voice people hear when they call, and often the only one they need.',
    offers: OFFERS.slice(1),
  },
};

/** The posts that are open in a team, with what the council offers to teach. */
export function makeVacancies(
  { team }: TeamPlan,
  managerId: string | null,
): Pick<WorkforceRows, 'vacancies' | 'learningOffers' | 'vacancyOffers'> {
  const post = POSTS[team.id];
  // The first team brings what all of them offer.
  const learningOffers = team.id === DEMO_TEAMS.stevenageOlderPeople.id ? OFFERS : [];
  const rows = learningOffers.map((title) => ({ id: offerId(title), title, version: 1 }));
  if (post === undefined || managerId === null) {
    return { vacancies: [], learningOffers: rows, vacancyOffers: [] };
  }
  const { offers, ...told } = post;
  const id = demoUuid('vacancy', team.name);
  return {
    vacancies: [
      {
        ...told,
        id,
        teamId: team.id,
        teamName: team.name,
        opensOn: '2026-11-02',
        closesOn: CLOSES_ON,
        publishedBy: managerId,
        publishedAt: PUBLISHED_AT,
      },
    ],
    learningOffers: rows,
    vacancyOffers: offers.map((title) => ({
      id: demoUuid('vacancy offer', team.name, title),
      vacancyId: id,
      offerId: offerId(title),
    })),
  };
}

function offerId(title: string): string {
  return demoUuid('learning offer', title);
}
