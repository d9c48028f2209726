import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { type AreaWords, fromAge } from './area-words.ts';

export const personalDignity: AreaWords = {
  area: WellbeingArea.PERSONAL_DIGNITY,
  purposes: [
    'To find a way for {first} to wash and dress without an audience, and to feel like themself again.',
    '{first} asked us to talk about being listened to properly since coming home from hospital.',
    'To work out together what help with personal care should look like, on {first}’s terms.',
    'Because {first} has stopped seeing friends since needing help to dress, and misses them.',
    'To plan mornings that start when {first} wants them to and not when a rota says so.',
  ],
  strengths: [
    'Knows exactly how they like things done and says so clearly and kindly.',
    fromAge(60, 'Was a tailor for thirty years and still takes pride in being well turned out.'),
    'Has a sharp sense of humour that puts everybody at ease.',
    'Has taught two new carers how to help with a hoist, step by step.',
    'Keeps a diary, and can say what a good day and a bad day look like.',
    'Is known in {town} for the best garden in the road, and for never leaving home without a hat.',
  ],
  outcomes: [
    {
      wish: 'I want to wash on my own behind a closed door.',
      approach:
        'Try a wet room rail and a seat for a month, practise twice a week with the occupational therapist, then step back.',
      reached: '“That is me sorted.” Washes alone, door closed.',
      onTheWay: [
        'Washes alone on most days and has help with feet and back only.',
        'The rail is in. A little nervous still, and trying every other day.',
      ],
      spending: [
        {
          what: 'Shower seat and two grab rails, fitted',
          rationale: 'Lets {first} wash alone, which no number of visits would do.',
          fromPounds: 140,
          toPounds: 320,
        },
        {
          what: 'Six sessions with an occupational therapy assistant',
          rationale: 'A short time of practice now instead of help for years.',
          fromPounds: 210,
          toPounds: 390,
        },
      ],
    },
    {
      wish: 'I want people to ask me, not talk over my head to {kin}.',
      approach:
        'Write one page together about how to talk with {first}, and give it to everyone who visits.',
      reached: 'Everyone who comes now talks to {first} first, and {first} says so with a grin.',
      onTheWay: ['The one page is on the door, and two people have read it without being asked.'],
      spending: [],
    },
    {
      wish: 'I would like my hair done properly every week, like I always had.',
      approach:
        'Find a hairdresser on the ground floor in {town}, and go together the first two times.',
      reached: 'Hair done every week, and stays for the gossip.',
      onTheWay: ['The first hairdresser visit went well; going with {kin} next time.'],
      spending: [
        {
          what: 'Eight weekly hairdresser visits',
          rationale:
            '{first} says this is what makes them feel like themself and see people again.',
          fromPounds: 120,
          toPounds: 240,
        },
      ],
    },
    {
      wish: 'I want to choose my own clothes and do my own buttons.',
      approach: 'Go through the wardrobe together, change some fastenings, and practise.',
      reached: 'Chose the clothes and did every button. It took eleven minutes.',
      onTheWay: ['Chose what to wear each day this week. Buttons on {day} only.'],
      spending: [
        {
          what: 'Magnetic shirt fastenings and adapted clothing',
          rationale: 'Dressing alone was the goal, and buttons were the only obstacle.',
          fromPounds: 60,
          toPounds: 180,
        },
      ],
    },
    {
      wish: 'No more strangers at bath time. Two faces I know, that is all I ask.',
      approach: 'Agree a small team with the provider and meet them over a cup of tea first.',
      reached: 'Two faces, and {first} knows the names of their children.',
      onTheWay: ['Two regular faces now cover five mornings out of seven.'],
      spending: [],
    },
    {
      wish: 'I want to eat with a knife and fork at the table with everybody else.',
      approach: 'Borrow adapted cutlery for three weeks and keep the set that works.',
      reached: 'Eats at the table again, and was told off for elbows.',
      onTheWay: ['The spoon works, the fork not yet.'],
      spending: [
        {
          what: 'Adapted cutlery and plate guard',
          rationale: 'So that {first} eats at the table with the family again.',
          fromPounds: 25,
          toPounds: 70,
        },
      ],
    },
  ],
  theirs: [
    fromAge(
      45,
      'I was a ward sister. I have seen how fast people stop being people. I am not having that.',
    ),
    'It is the little things. Closing the curtain. Asking before you touch my chair.',
    'When she calls me “lovey” I feel about four years old.',
    'I put my lipstick on for the first time in months today.',
    'I do not need somebody to do it for me. I need time to do it myself.',
    'He knocked and waited. You would not think that would make me cry, but it did.',
    'I would rather take an hour over it than be done in ten minutes.',
    'Ask me what I did for a living. Nobody has asked me that in a year.',
  ],
  close: [
    fromAge(
      60,
      'Mum has always been private. The help is good, but there are too many different people.',
    ),
    'You can tell when it has been a good morning, because the radio is on when I come in.',
    'I would rather be the {relation} again and not the one who does the washing.',
    'We had not noticed that we were all answering the questions instead.',
  ],
  ours: [
    '{first} led the conversation and set its pace. I noticed how much is possible with time and a chair by the basin.',
    'We agreed that the present visits are safe but disabling: everything is done for {first}, nothing with {first}.',
    'What matters here is privacy, not more hours. I think two pieces of equipment will do more than a bigger package.',
    'I asked what we should stop doing. That turned out to be the best question of the afternoon.',
    'There is a risk of a slip in the shower. {first} understands it, has weighed it up and would rather take it.',
    'We wrote the one-page description together, in {first}’s words, and read it aloud to check it.',
    'Spoke with the provider about fewer faces. They can do it if the times are looser, which suits {first} well.',
    'I left the form in the bag. We talked about what a good morning is, and the rest followed.',
  ],
};
