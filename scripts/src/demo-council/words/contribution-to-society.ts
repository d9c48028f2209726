import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { type AreaWords, fromAge } from './area-words.ts';

export const contributionToSociety: AreaWords = {
  area: WellbeingArea.CONTRIBUTION_TO_SOCIETY,
  purposes: [
    fromAge(50, '{first} has given all their life, and wants to go on giving.'),
    'To find where {first}’s skill with wood is wanted.',
    'Because {first} is tired of being helped, and asked what they could do for somebody.',
    'To help {first} be a good neighbour again, since the move.',
    'To see how {first} can speak up for others, as they have learned to do for themself.',
  ],
  strengths: [
    'Can teach anything to anyone, patiently.',
    'Speaks four languages, and interprets for half of the block.',
    'Has chaired meetings that nobody else could.',
    'Repairs bicycles for the children in the street.',
    'Has lived through it, and says so to people at the beginning of it.',
    'Sings, and can get others to sing.',
  ],
  outcomes: [
    {
      fromAge: 50,
      wish: 'I want to teach the young ones how to use a lathe.',
      approach: 'The men’s shed at {place}, a chair at the right height, and a lift on {day}s.',
      reached: 'Teaches every {day} and has a waiting list.',
      onTheWay: ['Two mornings at the shed, and the lathe is set up.'],
      spending: [
        {
          what: 'High stool and clamp lamp for the workshop',
          rationale: 'With these {first} teaches; without them {first} watches.',
          fromPounds: 70,
          toPounds: 180,
        },
        {
          what: 'Timber and tools for teaching',
          rationale: 'Something to give, which is what {first} asked for.',
          fromPounds: 60,
          toPounds: 170,
        },
      ],
    },
    {
      wish: 'I want to be on a committee that listens to people like me.',
      approach: 'Easy-read papers, a run-through before each meeting, and a taxi home.',
      reached: 'Is vice-chair, and will not say who voted.',
      onTheWay: ['First meeting. Spoke twice.'],
      spending: [
        {
          what: 'Taxi home from six evening meetings',
          rationale: 'The council asks to hear from people like {first}. This is what it takes.',
          fromPounds: 60,
          toPounds: 140,
        },
      ],
    },
    {
      wish: 'I want to be of use to somebody.',
      approach: 'Begin with telephone friendship: {first} rings two people every {day}.',
      reached: 'Rings two people every week, and both ring back.',
      onTheWay: ['Rings two people every week, and one has started to ring back.'],
      spending: [],
    },
    {
      wish: 'I want to go back to church and do the flowers.',
      approach: 'A lift, a stool, and the other flower ladies, who have been asking.',
      reached: 'Did the flowers at Easter. Everyone asked.',
      onTheWay: ['A lift is found. Did the flowers for harvest, sitting down.'],
      spending: [
        {
          what: 'Lifts to {place} for a term',
          rationale: 'They want {first} there as much as {first} wants to go.',
          fromPounds: 80,
          toPounds: 190,
        },
      ],
    },
    {
      wish: 'I want to tell my story so that it is easier for the next one.',
      approach: 'Record it together over four visits, and offer it to new staff.',
      reached: 'Told the story to forty new members of staff, who stood up.',
      onTheWay: [
        'Half of the story is recorded.',
        'A week off with a bad chest. They sent a card.',
      ],
      spending: [
        {
          what: 'Voice recorder and transcription',
          rationale: 'For {first} to tell it once, in their own words, and be heard many times.',
          fromPounds: 90,
          toPounds: 210,
        },
      ],
    },
  ],
  theirs: [
    'Everyone helps me. Who am I helping?',
    fromAge(50, 'There is a lad who comes on {day}s. He has good hands and he swears.'),
    'They minuted what I said.',
    'I rang her, and she laughed. I made her laugh.',
    fromAge(50, 'I was treasurer for nineteen years, and it balanced every time.'),
    'The lilies were mine. Everyone asked.',
    'I do not want thanks. Well. A bit.',
    'I told it to a room of new social workers, and you could have heard a pin drop.',
  ],
  close: [
    'There is a reason to put the good coat on again.',
    'I heard {first} on the local radio.',
    'The phone is always engaged on {day}s now.',
    'It has done more than any of the tablets.',
  ],
  ours: [
    'We have listed what {first} needs many times. Today we listed what {first} offers. It is the longer list.',
    'The shed needs a turner. {first} needs a shed. I made one telephone call.',
    'A taxi home is all that stands between the committee and the best member it could have.',
    'I noticed that {first} sat up straight while telling me about teaching.',
    'Being useful is the outcome. The flowers are the how.',
    'We recorded the second part of the story. {first} stopped where it was enough.',
    'Offered to come to the first meeting. {first} would rather I did not. Quite right.',
    'There is a risk that {first} gives too much. We agreed a sign for “enough”.',
  ],
};
