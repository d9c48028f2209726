import { AboutMeHeading } from '@connected-lives/people/about-me/about-me-heading';
import type { Saying } from './area-words.ts';

/** What people say of themselves under each heading of About Me. */
export const ABOUT_ME_WORDS: Readonly<Record<AboutMeHeading, readonly Saying[]>> = {
  [AboutMeHeading.MOST_IMPORTANT_TO_ME]: [
    'My own front door, and to be the one who opens it.',
    'Being asked first, before anything is arranged.',
    'My garden, even when somebody else has to do the digging.',
    'Getting to {place} on a {day}. The week has no shape without it.',
    'My cat. Whatever is planned for me has to work for her too.',
    { words: 'Staying in the house where my children grew up.', fromAge: 60 },
    { words: 'Having work to go to, and money I have earned.', toAge: 60 },
    'My faith, and the people I share it with.',
    'Music in the house from morning to night.',
  ],
  [AboutMeHeading.PEOPLE_IMPORTANT_TO_ME]: [
    'The friends I made at {place}. They notice when I am not there.',
    'My neighbours on both sides. One of them has a key.',
    'My family, although they live a long way off and we talk by telephone.',
    'The woman at the paper shop in {town}, who saves me a chair.',
    { words: 'Those I worked with for thirty years. We still meet.', fromAge: 60 },
    'There are not many. I choose them carefully.',
    'My support worker, who has known me since I moved to {town}.',
  ],
  [AboutMeHeading.HOW_I_COMMUNICATE]: [
    'Please speak one at a time, and give me time to answer.',
    'I hear better on my left side. Sit there and I will hear you.',
    'I would rather talk while we are doing something than across a table.',
    'Write down what we agreed. I like to read it again in the evening.',
    'I look away when I am thinking. It does not mean that I am not listening.',
    'Plain words, please. I will ask when I want the others.',
    'I am called {first}, and not “dear”.',
  ],
  [AboutMeHeading.MY_WELLNESS]: [
    'When I am well I hum. When it is quiet, ask me how I am.',
    'On a good day I am up by seven and have been round the block by nine.',
    'I am well when I sleep. Two bad nights, and everything is harder.',
    'I am at my best in the morning and poor company after four.',
    'When things go downhill I stop answering the telephone.',
    'I eat well when there is somebody to eat with.',
  ],
  [AboutMeHeading.PLEASE_DO_AND_DONT]: [
    'Please do knock, and wait. Please don’t let yourself in.',
    'Do ring before you come. Don’t move my things to tidy up.',
    'Do ask me, and not whoever is sitting next to me.',
    'Do take your shoes off. Don’t talk about me in the hall.',
    'Do tell me if you will be late. Don’t promise what you are not sure of.',
    'Please do laugh with me. Don’t hurry me.',
  ],
  [AboutMeHeading.HOW_AND_WHEN_TO_SUPPORT_ME]: [
    'Mornings are when I need a hand. The rest of the day I manage.',
    'Walk beside me and not in front. I will take your arm if I want it.',
    'Show me once, then let me do it, even if it takes longer.',
    'Help me with letters that look official. Everything else I read myself.',
    'Stay close by on the stairs, and leave me be on the flat.',
    'Remind me the evening before, not on the day.',
  ],
  [AboutMeHeading.ALSO_WORTH_KNOWING]: [
    'I won a prize for sweet peas three years running.',
    'I do not like lifts, and I will always ask for the stairs.',
    'I take my tea strong, with the milk in last.',
    'I was at sea for a while, and I still cannot sleep with the window shut.',
    'Ask me about {town} as it used to be.',
    'I am better company once the crossword is done.',
  ],
};

/** Streets that many towns have, so that none points anywhere. */
export const STREETS: readonly string[] = [
  'Mill Lane',
  'Orchard Way',
  'Station Road',
  'Church Lane',
  'The Avenue',
  'Elm Drive',
  'Meadow Close',
  'Park Road',
  'High Street',
  'Chestnut Walk',
  'Queens Road',
  'Hazel Grove',
  'Green Lane',
  'Windmill Close',
];

/** What people ask to have put right in their record, and what some were told. */
export const CORRECTIONS = {
  shouldSay: [
    'It was my idea to go back to the choir, and not my son’s.',
    'I did not fall in the kitchen. I sat down because I was tired.',
    'I have never lived in Luton.',
    'I gave up driving myself. Nobody took the car away.',
  ],
  notMade:
    'Those are the words of whoever told us, and we keep what was said. Yours now stand beside them.',
} as const;
