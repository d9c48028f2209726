import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { type AreaWords, fromAge } from './area-words.ts';

export const healthAndEmotionalWellbeing: AreaWords = {
  area: WellbeingArea.HEALTH_AND_EMOTIONAL_WELLBEING,
  purposes: [
    'To think together about sleep, worry and getting out again after a hard winter.',
    '{first} wants to be well enough to walk to {place} without stopping.',
    fromAge(
      40,
      'To talk about life since the stroke: what has come back, and what {first} wants back next.',
    ),
    'Because {first} is grieving, and asked for company rather than for services.',
    'To help {first} take charge of their diabetes in a way that fits how they live.',
  ],
  strengths: [
    'Walks the dog every day, whatever the weather.',
    'Has got through worse than this before, and knows what helped then.',
    'Is honest about low days and rings a friend when one comes.',
    'Cooks from scratch and feeds half the street.',
    fromAge(40, 'Swam for the county when young, and still loves water.'),
    'Has a good relationship with the practice nurse and keeps every appointment.',
  ],
  outcomes: [
    {
      wish: 'I want to sleep through and stop dreading the night.',
      approach:
        'Keep a sleep diary for two weeks, try the breathing course, and ask the surgery to look at the evening tablets.',
      reached: 'Sleeping through, and says the nights are “just nights” now.',
      onTheWay: [
        'Slept five hours in a row on two nights.',
        'The surgery has changed the evening tablet. Too early to say.',
      ],
      spending: [
        {
          what: 'Blackout blind and a better mattress',
          rationale: 'We looked at everything in the room. This was the thing to try first.',
          fromPounds: 160,
          toPounds: 380,
        },
      ],
    },
    {
      wish: 'I want to walk to {place} and back, under my own steam.',
      approach: 'A longer walk each week with a volunteer, until {first} goes with a friend.',
      reached: 'Walked to {place} alone and rang me from there.',
      onTheWay: [
        'Walked to the end of the road and back three times.',
        'Half of the way, with a bench in the middle.',
      ],
      spending: [
        {
          what: 'Walking boots and waterproofs',
          rationale: 'The walking group was free; the boots were the obstacle.',
          fromPounds: 80,
          toPounds: 160,
        },
        {
          what: 'Exercise bicycle, second hand, with delivery',
          rationale: '{first} will not go to a gym, and will pedal to the radio.',
          fromPounds: 90,
          toPounds: 190,
        },
      ],
    },
    {
      wish: 'I want to feel that getting up is worth it.',
      approach: 'Start with one thing to look forward to on {day}, chosen by {first}.',
      reached: 'Has a reason to get up on most days, and has begun to complain of being busy.',
      onTheWay: [
        'Went to the group at {place} and stayed for the tea.',
        'Two good days and five middling ones. Last month it was none.',
      ],
      spending: [
        {
          what: 'Exercise bicycle, second hand, with delivery',
          rationale: '{first} will not go to a gym, and will pedal to the radio.',
          fromPounds: 90,
          toPounds: 190,
        },
      ],
    },
    {
      wish: 'I want to manage my insulin myself and not wait for the nurse.',
      approach: 'Practise with the nurse for three weeks, with a checklist on the fridge.',
      reached: 'Manages the insulin without help, and shows others how.',
      onTheWay: ['Does the morning injection alone; still likes someone there in the evening.'],
      spending: [],
    },
    {
      wish: 'I would like to get back in the water.',
      approach: 'Find a pool with a hoist, and go with a support worker until confident.',
      reached: 'In the water every week, and faster than the support worker.',
      onTheWay: [
        'First time in the pool since the operation. The hoist is slow and the water is warm.',
      ],
      spending: [
        {
          what: 'Ten weeks at an accessible pool with a support worker',
          rationale: 'Water is where {first} feels well. This comes before any other help.',
          fromPounds: 180,
          toPounds: 420,
        },
      ],
    },
    {
      wish: 'I want to talk about {kin} with someone who does not change the subject.',
      approach:
        'Six visits from me to listen, then the bereavement group at {place} if it feels right.',
      reached: 'Talks about it when it comes up and not all night. Goes to the group by choice.',
      onTheWay: ['Three visits. We talked about the funeral, and then about the holidays.'],
      spending: [
        {
          what: 'Six sessions with a counsellor of {first}’s choice',
          rationale: 'The wait elsewhere is five months, and {first} is ready now.',
          fromPounds: 240,
          toPounds: 420,
        },
      ],
    },
  ],
  theirs: [
    'The nights are long. In the day I am all right, I keep busy.',
    'They gave me leaflets. I have a drawer full of leaflets.',
    'I walked as far as the postbox. My {relation} thought I had gone to Spain.',
    'I do not want cheering up. I want someone to sit with it for a while.',
    fromAge(40, 'I used to run the allotment society, and now I get out of breath on the stairs.'),
    'It helps to say it out loud to somebody who writes it down properly.',
    'If I get my sleep back I can do the rest myself.',
    'I am not lonely, I am sad. They are different things.',
  ],
  close: [
    'The colour has come back since the walks started.',
    'I worry in the night as well, if I am honest, and I listen out for the stairs.',
    'We used to laugh more. I would like us to laugh more.',
    'It was the swimming that did it. Nobody had thought to ask about swimming.',
  ],
  ours: [
    'I think my own time is the intervention here: weekly visits to talk and walk, for six weeks.',
    'We looked at what worked after the last bereavement. {first} named three things, and two can start this week.',
    'The surgery will review the evening tablets. {first} will ask the questions; we wrote them down together.',
    'I wonder whether the tiredness is mood or heart. I said so, and {first} has booked to have it checked.',
    'A care package would fill the days and leave the reason as it is. {first} agrees.',
    'We drew what a good week looks like. It has the dog in it four times.',
    'Spoke with the social prescriber: the walking group has space, and a leader who knows the family.',
    '{first} did most of the talking today, which is new.',
  ],
};
