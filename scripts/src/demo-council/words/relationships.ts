import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { type AreaWords, fromAge } from './area-words.ts';

export const relationships: AreaWords = {
  area: WellbeingArea.RELATIONSHIPS,
  purposes: [
    'To help {first} and {kin} be family again, and not carer and cared for.',
    '{first} would like company, and knows what kind.',
    fromAge(50, 'Because {first} wants to see the grandchildren on their own ground.'),
    fromAge(62, 'To talk about living together after forty years, now that memory is changing.'),
    'To think about love, friendship and safety, since {first} raised all three.',
  ],
  strengths: [
    fromAge(75, 'Fifty-one years married, and still holds hands.'),
    'Writes letters, real ones, and gets them back.',
    'Is the one that everybody in the family rings.',
    'Remembers every birthday without a calendar.',
    'Has kept a friend since infant school.',
    'Good with babies, dogs and difficult men.',
  ],
  outcomes: [
    {
      wish: 'I want to go out for lunch with {kin} and not talk about care for an afternoon.',
      approach:
        'A regular sitter’s afternoon out, then back together; and a chair that fits in the car.',
      reached: 'Lunch is every second {day} and needs nobody’s help to happen.',
      onTheWay: [
        'First lunch out. It rained, and they stayed for pudding.',
        'Not this week: a cold. Next {day} is in the diary.',
      ],
      spending: [
        {
          what: 'Sitter for ten afternoons',
          rationale: 'So that on {day}s they are family, and not carer and cared for.',
          fromPounds: 300,
          toPounds: 560,
        },
      ],
    },
    {
      fromAge: 50,
      wish: 'I want to see my grandchildren at their house, not on a screen.',
      approach: 'A portable ramp, and a travel plan with two stops.',
      reached: 'Sees the grandchildren once a month, at their house.',
      onTheWay: ['The ramp works. Ninety minutes door to door.'],
      spending: [
        {
          what: 'Folding ramp',
          rationale: 'It fits in the car and opens three family front doors.',
          fromPounds: 120,
          toPounds: 280,
        },
        {
          what: 'Train fares and an escort to visit family',
          rationale: 'One journey together, so that the next can be made alone.',
          fromPounds: 80,
          toPounds: 190,
        },
      ],
    },
    {
      wish: 'I want a friend. Not a befriender. A friend.',
      approach: 'Start from chess, and from the man at {place} who also plays.',
      reached: 'Has a friend. “He cheats,” said {first}, delighted.',
      onTheWay: ['Two games of chess, one each.'],
      spending: [
        {
          what: 'Chess club subscription and fares',
          rationale: 'Where {first}’s kind of people are.',
          fromPounds: 40,
          toPounds: 110,
        },
      ],
    },
    {
      wish: 'I want to patch it up with my brother.',
      approach: 'I write the first letter with {first}; {first} posts it.',
      reached: 'They speak on {day}s. Nobody has brought up the caravan.',
      onTheWay: ['The letter was answered.'],
      spending: [
        {
          what: 'Train fares and an escort to visit family',
          rationale: 'One journey together, so that the next can be made alone.',
          fromPounds: 80,
          toPounds: 190,
        },
      ],
    },
    {
      wish: 'I would like to meet somebody. There, I have said it.',
      approach: 'The dance at {place}, a course about staying safe online, and a new shirt.',
      reached: 'Has met somebody. That is all I am allowed to write.',
      onTheWay: ['Went to the dance and talked to two people, one of them twice.'],
      spending: [],
    },
    {
      wish: 'I want {kin} to have a holiday from me and me from {kin}.',
      approach: 'A week each: one by the sea, one at home with someone {first} has chosen.',
      reached: 'Both had their week, and both came back with a tan.',
      onTheWay: ['The dates are agreed, and the sitter and {first} get on well.'],
      spending: [
        {
          what: 'A week by the sea for two, off season',
          rationale: 'A rest for both of them, together, before anything breaks.',
          fromPounds: 380,
          toPounds: 780,
        },
        {
          what: 'Sitter for ten afternoons',
          rationale: 'So that on {day}s they are family, and not carer and cared for.',
          fromPounds: 300,
          toPounds: 560,
        },
      ],
    },
  ],
  theirs: [
    'We have run out of things to say that are not about tablets.',
    'I have plenty of people being nice to me. It is not the same.',
    'He let me win. I told him never to do that again.',
    'I would like one {day} on which nobody asks about my tablets.',
    'I posted it before I could change my mind.',
    fromAge(50, 'They climbed all over the chair. It was heaven.'),
    fromAge(75, 'You get to my age, and everyone who knew you young has gone.'),
    'I bought the shirt. It is a bit loud.',
  ],
  close: [
    'I had forgotten what we used to talk about.',
    'I love {first}. I am also very, very tired.',
    'When we had our lunch out, I saw the old look.',
    'It is easier to be a {relation} now that somebody else does the tablets.',
  ],
  ours: [
    'What they need is an afternoon, not a package. We priced it together, and it is modest.',
    '{kin} is a carer in their own right, and I offered a conversation for the two of them.',
    'I asked about friendship before asking about loneliness. The answer was a better one.',
    'The letter took an hour and was four lines long.',
    'Talked about risk and about romance, with equal seriousness.',
    'What would a good {day} look like? They looked at each other before answering.',
    'There is no service for this, and none is needed. There is a chess board.',
    'A ramp that folds. Of everything we thought of, it was the ramp.',
  ],
};
