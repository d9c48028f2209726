import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { type AreaWords, fromAge } from './area-words.ts';

export const protectionFromAbuse: AreaWords = {
  area: WellbeingArea.PROTECTION_FROM_ABUSE,
  purposes: [
    'To help {first} feel safe at home again, in the way that {first} chooses.',
    'Because callers at the door have taken money, and {first} wants it to stop.',
    'To talk, somewhere safe, about how {first} wants things to be with a relative.',
    'To look at the letters and calls that {first} no longer trusts, and decide together what to do.',
    '{first} asked to meet away from home. To listen first, and to plan at {first}’s pace.',
  ],
  strengths: [
    'Told someone, which took courage.',
    'Knows who to trust: {kin}, the neighbour opposite and the vicar.',
    'Has kept every letter, with dates.',
    'Is clear about what they want to happen, and about what they do not.',
    'Has a spare key with a friend and a word that means “come now”.',
    fromAge(
      45,
      'Looked after the books of a shop for years and reads a bank statement like a novel.',
    ),
  ],
  outcomes: [
    {
      wish: 'I want to open my own front door without being frightened.',
      approach:
        'Fit a viewer and a chain, agree a word with the neighbour, and practise saying no.',
      reached: 'Opens the door, or does not, as they please. “It is my door.”',
      onTheWay: [
        'The viewer and the chain are in. One caller sent away.',
        'A worrying night; the word was used and the neighbour came.',
      ],
      spending: [
        {
          what: 'New locks, door viewer and chain, fitted today',
          rationale: '{first} cannot wait for a housing repair, and neither could I.',
          fromPounds: 110,
          toPounds: 260,
        },
        {
          what: 'Two nights in a guest house and taxi fares',
          rationale: 'Space to decide, away from home, chosen by {first}.',
          fromPounds: 150,
          toPounds: 290,
        },
      ],
    },
    {
      fromAge: 66,
      wish: 'I want my pension to be mine.',
      approach: 'Go to the bank together, change the card, and set up alerts to {first} alone.',
      reached: 'Runs the account alone again. Everything is where it should be.',
      onTheWay: ['The card has been replaced, and alerts go to {first}’s own phone.'],
      spending: [
        {
          what: 'Independent advocate, five meetings',
          rationale: '{first} wants someone in the room who is on nobody else’s side.',
          fromPounds: 200,
          toPounds: 380,
        },
        {
          what: 'Mobile phone with a year of calls',
          rationale: 'A phone that is {first}’s own and that nobody else opens.',
          fromPounds: 70,
          toPounds: 150,
        },
      ],
    },
    {
      fromAge: 45,
      wish: 'I still want to see my nephew. I just want it to be on my terms.',
      approach: 'A family meeting, with an advocate if {first} likes, and agreed visiting times.',
      reached: 'They see each other on {day}s, on agreed terms, and it is pleasant.',
      onTheWay: ['The family meeting was hard and useful. Another in a month.'],
      spending: [
        {
          what: 'Independent advocate, five meetings',
          rationale: '{first} wants someone in the room who is on nobody else’s side.',
          fromPounds: 200,
          toPounds: 380,
        },
      ],
    },
    {
      wish: 'I want those phone calls to stop.',
      approach: 'A call blocker, and an afternoon with trading standards to learn the tricks.',
      reached: 'Not one call in a month.',
      onTheWay: ['Two calls blocked this week, and one put down with some satisfaction.'],
      spending: [
        {
          what: 'Telephone call blocker',
          rationale: 'Stops the calls without stopping friends from ringing.',
          fromPounds: 60,
          toPounds: 120,
        },
      ],
    },
    {
      wish: 'I want to sleep in my own bed and know nobody will come in.',
      approach: 'Change the locks this week, and look at the tenancy with the housing officer.',
      reached: 'Sleeps in their own bed, with the only key.',
      onTheWay: ['The locks were changed the same day. The housing officer has been.'],
      spending: [
        {
          what: 'New locks, door viewer and chain, fitted today',
          rationale: '{first} cannot wait for a housing repair, and neither could I.',
          fromPounds: 110,
          toPounds: 260,
        },
        {
          what: 'Two nights in a guest house and taxi fares',
          rationale: 'Space to decide, away from home, chosen by {first}.',
          fromPounds: 150,
          toPounds: 290,
        },
        {
          what: 'Mobile phone with a year of calls',
          rationale: 'A phone that is {first}’s own and that nobody else opens.',
          fromPounds: 70,
          toPounds: 150,
        },
      ],
    },
  ],
  theirs: [
    fromAge(60, 'He is such a nice young man on the telephone. That is the trouble.'),
    'I felt stupid. You are the first person who has not made me feel stupid.',
    'I do not want anybody arrested. I want it to stop.',
    'I know what you are all thinking, but I am not moving.',
    'Since the chain went on I have slept.',
    'Money is one thing. It is the lying I cannot get over.',
    'If I say stop, we stop. That is the deal.',
    'I looked at the statement myself this month, line by line.',
  ],
  close: [
    'I only found out because of the cheque stubs.',
    'We want to help without taking over. It is a fine line.',
    'I sit with {first} when the post comes now.',
    'I had no idea. We talk every {day}, and I had no idea.',
  ],
  ours: [
    'I asked what {first} would like to happen. The answer was clear, and our plan follows it.',
    '{first} has capacity for this decision and is making one that others would not. That is {first}’s right.',
    fromAge(
      60,
      'We weighed up staying, with the risk that remains, against leaving a home of forty years.',
    ),
    'Making this personal means going at {first}’s speed. I will ring on {day} at ten, as agreed.',
    'The safest plan on paper would cut {first} off from family. We looked for another.',
    'Agreed with {first} what I may share and with whom. The police officer will come in plain clothes.',
    'I noticed that {first} speaks freely in the car and hardly at all indoors.',
    'We went through three months of statements together. {first} found two things I had missed.',
  ],
};
