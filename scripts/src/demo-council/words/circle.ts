/** What somebody may be to a person, as which kind, and how often. */
export const TIES: readonly (readonly [kind: 'FAMILY' | 'FRIEND' | 'NEIGHBOUR', asWhat: string])[] =
  [
    ['FAMILY', 'daughter'],
    ['FAMILY', 'son'],
    ['FAMILY', 'sister'],
    ['FAMILY', 'brother'],
    ['FAMILY', 'niece'],
    ['FRIEND', 'friend from school'],
    ['FRIEND', 'friend from the choir'],
    ['FRIEND', 'old colleague'],
    ['NEIGHBOUR', 'next door'],
    ['NEIGHBOUR', 'across the landing'],
  ];

export const ADVOCACY_SERVICES: readonly string[] = [
  'Made-up Voices (demo)',
  'Speaking Up Together (demo)',
];

export const SCHOOLS: readonly string[] = ['Oak Lane Primary (demo)', 'Mill Hill Academy (demo)'];

/** What caring means to a carer: their wellbeing, their work and their money. */
export const CARING: readonly {
  readonly wellbeing: string;
  readonly work: string;
  readonly money: string;
}[] = [
  {
    wellbeing: 'I sleep with one ear open. I have not been swimming since last year.',
    work: 'I went down to three days at the bakery, and I may have to stop.',
    money: 'We live on less than half of what I earned before.',
  },
  {
    wellbeing: 'I am tired, and I would not want anybody else to do it.',
    work: 'I have retired, so it is only the Thursday market that I miss.',
    money: 'The heating is on all day, and that is the bill I worry about.',
  },
  {
    wellbeing: 'Most days we laugh. On the others I walk round the block.',
    work: 'My manager lets me start late. Nobody has said for how long.',
    money: 'It is the taxis to the clinic that add up.',
  },
];

export const CONTINGENCIES: readonly string[] = [
  'Ring my brother first. He has a key and knows the tablets.',
  'The neighbour comes in until somebody from the family can be there.',
];

export const AGREEMENTS: readonly {
  readonly sharedWith: string;
  readonly what: string;
  readonly purpose: string;
}[] = [
  {
    sharedWith: 'My GP practice',
    what: 'How I manage at home and who comes in',
    purpose: 'So that I need not tell it twice',
  },
  {
    sharedWith: 'The community nurses',
    what: 'What I want to achieve and when visits suit me',
    purpose: 'So that they come when I am up',
  },
  {
    sharedWith: 'My daughter',
    what: 'What we agreed, and what changes',
    purpose: 'So that she can help me keep track',
  },
];

export const OBJECTIONS: readonly string[] = [
  'Using my record to find people to invite to the survey',
  'Sending my name with the figures to the national statistics',
];

export const MATTERS: readonly {
  readonly matter: string;
  readonly support: string;
  readonly able: string;
  readonly unable: string;
}[] = [
  {
    matter: 'Where to live after hospital',
    support: 'Pictures of both places, in the morning, with somebody from the family there.',
    able: 'What would be hard in each place was said, and the choice was the same a week later.',
    unable: 'What each place is like was gone before it could be weighed, on both days.',
  },
  {
    matter: 'Whether to have a bed rail',
    support: 'The rail was shown and tried, in few words and without hurry.',
    able: 'The answer, after trying it: rather a fall now and then than to feel shut in.',
    unable: 'What the rail is for was gone before it could be thought about.',
  },
  {
    matter: 'How to look after the savings account',
    support: 'The last three letters of the bank, in large print, one at a time.',
    able: 'What comes in and goes out was worked out, with questions of their own.',
    unable: 'The amounts were understood one by one and could not be put together.',
  },
];

export const WISHES: readonly string[] = [
  'Ring before you come, and come after eleven. I think better then.',
  'I want my sister there. Speak to me, not to her.',
  'Write to me first in large print, then I will ring you.',
  'At the library, not at home. And no more than two of you.',
];
