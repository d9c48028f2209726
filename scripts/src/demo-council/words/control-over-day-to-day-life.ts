import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { type AreaWords, fromAge } from './area-words.ts';

export const controlOverDayToDayLife: AreaWords = {
  area: WellbeingArea.CONTROL_OVER_DAY_TO_DAY_LIFE,
  purposes: [
    'To get {first} back in charge of their own day after six weeks in hospital.',
    'To look again at help that has grown bit by bit and no longer fits.',
    '{first} wants to cook, shop and decide again, and asked how we can help with that.',
    'To try going without the morning call, safely and step by step.',
    'To work out what {first} wants to do alone, with someone, and not at all.',
  ],
  strengths: [
    'Makes lists, and keeps to them.',
    'Learned the bus routes by heart and now explains them to others.',
    fromAge(50, 'Managed a household of seven on one wage.'),
    'Uses a tablet to order shopping, with big icons.',
    'Has run their own personal assistants for years and knows the law better than most.',
    'Will try anything once, and usually twice.',
  ],
  outcomes: [
    {
      wish: 'I want to make my own tea when I want it, and not when somebody comes.',
      approach: 'A kettle tipper and a perching stool, and practise three mornings together.',
      reached:
        'Tea when {first} wants it. The midday call has ended; {first} rang the provider to say so.',
      onTheWay: [
        'Makes breakfast alone four days a week.',
        'The tipper is a success. The stool is used for the cat.',
      ],
      spending: [
        {
          what: 'Kettle tipper, perching stool and trolley',
          rationale: 'A cup of tea when {first} wants it replaces two visits a day.',
          fromPounds: 90,
          toPounds: 190,
        },
      ],
    },
    {
      wish: 'I want to do my own shopping and choose my own apples.',
      approach: 'Go together four times, then meet at the shop, then wave from the car park.',
      reached: 'Does the shopping alone and stops for coffee.',
      onTheWay: [
        'Shopped with me at the end of the aisle.',
        'A list, a trolley, and me in the café.',
      ],
      spending: [
        {
          what: 'Taxi account for shopping, eight weeks',
          rationale: 'A bridge until {first} is confident on the bus.',
          fromPounds: 80,
          toPounds: 160,
        },
        {
          what: 'Tablet with large icons and two lessons',
          rationale: '{first} will order the shopping and see the grandchildren on it.',
          fromPounds: 140,
          toPounds: 280,
        },
      ],
    },
    {
      wish: 'I want to say when I go to bed.',
      approach: 'Move the evening visit for a fortnight, then try without it.',
      reached: 'Goes to bed when they like, and told me it was none of my business when that is.',
      onTheWay: ['The evening visit has moved to ten, and nobody misses the old one.'],
      spending: [],
    },
    {
      wish: 'I want to look after my own money, with someone to ask.',
      approach: 'A weekly half-hour over the bills, with jam jars, until it is every month.',
      reached: 'Does the bills alone, and has found a mistake of ours.',
      onTheWay: ['A wobble over a bill; sorted it out with one phone call.'],
      spending: [],
    },
    {
      wish: 'I want to be able to get upstairs in my own house.',
      approach: 'Second rail this week; six weeks with the reablement team; then look again.',
      reached: 'Up and down the stairs, and sleeps in the back bedroom again.',
      onTheWay: ['Up the stairs once a day with the new rail.'],
      spending: [
        {
          what: 'Second stair rail, fitted',
          rationale: 'It opens up half the house for less than a week of care.',
          fromPounds: 120,
          toPounds: 240,
        },
        {
          what: 'Six weeks of reablement, tapering',
          rationale: 'More help now, so that there is less to need later.',
          fromPounds: 450,
          toPounds: 980,
        },
      ],
    },
    {
      wish: 'I want to pick who helps me.',
      approach: 'A direct payment, with support to find and interview people.',
      reached: 'Has an assistant of their own choosing, and a contract both of them signed.',
      onTheWay: ['Placed the advertisement for an assistant. Four replies.'],
      spending: [
        {
          what: 'Help to advertise for and interview a personal assistant',
          rationale: '{first} wants to choose who comes through the door.',
          fromPounds: 100,
          toPounds: 260,
        },
      ],
    },
  ],
  theirs: [
    'I have been put to bed at half past seven since April. Half past seven.',
    'Everything was arranged very nicely, and nobody asked me.',
    'I burnt the toast, and it was the best toast I ever had.',
    'If the van could come after the cricket, I would be a happy man.',
    'I can do it. It takes me twenty minutes, and I have got twenty minutes.',
    fromAge(50, 'I used to run a depot with sixty lorries. I can run my own week.'),
    'Do not take the stairs away from me. They keep me going.',
    'I decided. That was the point. I decided.',
  ],
  close: [
    'We stepped in when things were bad, and then none of us stepped out again.',
    'There is more spark. There was an argument about the curtains, which is a good sign.',
    'I sit on my hands. It is harder than helping.',
    'I am glad that somebody asked what we could stop doing.',
  ],
  ours: [
    'We drew the week on one page and crossed out what {first} can do. A third of it went.',
    'Help has crept up since the fall, and confidence has crept down with it. We will turn that round gently.',
    'I went to the shop with {first}. I carried nothing and said little. It took an hour, and it worked.',
    'We talked through what could go wrong on the stairs. {first} has thought about it more than we have.',
    'What is lost if we do nothing risky? {first} said: “Me.” I have written that at the top of the plan.',
    'Committed the money for the equipment while we sat there. It will come on {day}.',
    'The provider would rather keep the time slots. I explained why they matter, and we found two that work.',
    '{first} interviewed three people for the job and chose the one I would not have. It is going very well.',
  ],
};
