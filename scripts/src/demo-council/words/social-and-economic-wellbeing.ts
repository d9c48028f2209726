import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { type AreaWords, fromAge } from './area-words.ts';

export const socialAndEconomicWellbeing: AreaWords = {
  area: WellbeingArea.SOCIAL_AND_ECONOMIC_WELLBEING,
  purposes: [
    'To stop money from being the first thing {first} thinks of in the morning.',
    'To help {first} claim what is theirs and catch up with the rent.',
    'Because {first} knew everybody in the last street, and nobody in this one.',
    'To find out together why the heating is off, and to get it on.',
    'To look at what caring for {kin} costs, and what might ease it.',
  ],
  strengths: [
    'Has never owed anybody a penny before this year, and wants it settled.',
    'Makes friends at bus stops.',
    'Mends clothes, clocks and, once, a tractor.',
    'Knows how to make one chicken last until {day}.',
    'Volunteers at the food bank as well as using it.',
    'Has a neighbour who would do anything, if asked.',
  ],
  outcomes: [
    {
      wish: 'I want to open my post without feeling sick.',
      approach: 'Open it together on {day}s, make one list, and ring the worst one first.',
      reached: 'Opens the post as it comes. The carrier bag is gone.',
      onTheWay: [
        'Half of the post is opened, and nothing in it was as bad as feared.',
        'An arrangement for the rent: five pounds a week.',
      ],
      spending: [
        {
          what: 'Phone and broadband for six months',
          rationale: 'Claims, friends and family are all on the other side of it.',
          fromPounds: 120,
          toPounds: 220,
        },
      ],
    },
    {
      wish: 'I want to be warm in my own sitting room.',
      approach: 'Clear the meter debt, check the tariff, and get the loft looked at.',
      reached: 'Warm, and has asked for the tariff to be explained to the neighbours as well.',
      onTheWay: ['The heating is on in two rooms.'],
      spending: [
        {
          what: 'Half of a meter debt, matched by the supplier',
          rationale: 'A cold house undoes everything else that we might try.',
          fromPounds: 120,
          toPounds: 260,
        },
        {
          what: 'Oil-filled radiators, two',
          rationale: 'Warmth this week, while the boiler is sorted out.',
          fromPounds: 80,
          toPounds: 150,
        },
      ],
    },
    {
      wish: 'I want to know somebody on this road well enough to borrow sugar.',
      approach: 'Go to the coffee morning at {place} together, and knock at number nine.',
      reached: 'Borrowed sugar, and has lent a ladder.',
      onTheWay: ['Knows the names of three neighbours and a dog.', 'Has been to {place} twice.'],
      spending: [
        {
          what: 'Travel to the old street on {day}s, ten weeks',
          rationale: 'Keeps the friends that {first} already has.',
          fromPounds: 60,
          toPounds: 140,
        },
      ],
    },
    {
      fromAge: 66,
      wish: 'I want what I am entitled to, no more and no less.',
      approach: 'Fill in the attendance allowance form with an adviser, in one sitting.',
      reached: 'The claim is paid, with arrears.',
      onTheWay: ['The claim is in.'],
      spending: [],
    },
    {
      wish: 'I want to have people round for Sunday dinner again.',
      approach: 'A table, four chairs and a date in the diary.',
      reached: 'Six for Sunday dinner. {first} cooked.',
      onTheWay: ['The table has come. Four chairs, of which three match.'],
      spending: [
        {
          what: 'Second-hand table and four chairs',
          rationale: 'Family came on Sundays until there was nowhere to sit.',
          fromPounds: 80,
          toPounds: 200,
        },
      ],
    },
  ],
  theirs: [
    'I sit in the library until it shuts, because it is warm.',
    'I had the letters in a carrier bag behind the door.',
    fromAge(50, 'Twenty-six years in the old house. I knew all the cats.'),
    'I am not one for asking.',
    'It was four hundred pounds, and it felt like four million.',
    'She brought sugar. I had not even asked.',
    'I can breathe out.',
    'You lot are all right. I thought that you would take my bus pass.',
  ],
  close: [
    'We send what we can. It was the not knowing that was worst.',
    'I gave up work to do this, and nobody tells you what that does to a pension.',
    'The house feels different with the heating on.',
    'They came for dinner. All of them. There was gravy on the ceiling.',
  ],
  ours: [
    'The trouble is a debt of four hundred pounds, not a lack of care. We can deal with that today.',
    'Rang the supplier with {first} on the speaker. They will clear half if we clear half.',
    'Isolation here is about distance: two bus changes from the old street. We mapped what is nearer.',
    '{first} gives more than they take at the food bank. I said that, and we sat with it for a bit.',
    'Benefits have never been claimed. The adviser thinks it may be eighty pounds a week.',
    'I asked what would make the biggest difference for the least money. {first} said: “A table.”',
    'Spent from my own budget during the visit. The meter was on before I left.',
    'I introduced {first} to number nine, which took three minutes and no referral.',
  ],
};
