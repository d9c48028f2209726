import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { type AreaWords, fromAge, toAge } from './area-words.ts';

export const workEducationAndRecreation: AreaWords = {
  area: WellbeingArea.WORK_EDUCATION_AND_RECREATION,
  purposes: [
    toAge(64, '{first} wants a job, and wants us to stop talking about placements.'),
    toAge(35, 'To find a way back to college that works with {first}’s anxiety.'),
    'To get {first} to the football again, and to whatever else makes the week worth having.',
    'Because the day centre is not where {first} wants to be, and there is plenty else in {town}.',
    toAge(64, 'To see whether {first} can keep working while caring for {kin}.'),
  ],
  strengths: [
    'Knows every engine number on the line to King’s Cross.',
    'Has a level 2 in catering and makes a very good soup.',
    'Plays the cornet, and has played in public.',
    'Never late, never off sick, as three references say.',
    'Draws beautifully and gives it all away.',
    'Knows everyone at the football ground, from the turnstile up.',
  ],
  outcomes: [
    {
      toAge: 64,
      wish: 'I want a proper job with proper wages.',
      approach:
        'A job coach for twelve weeks, starting with the garden centre in {town}, which {first} already knows.',
      reached: 'Paid work, twelve hours a week, and a name badge.',
      onTheWay: ['A trial morning at the garden centre. Asked back.'],
      spending: [
        {
          what: 'Job coach for twelve weeks',
          rationale: 'Wages and workmates will do more than another year of day care.',
          fromPounds: 420,
          toPounds: 960,
        },
        {
          what: 'Work boots and a warm coat',
          rationale: 'Needed by Monday, to say yes to a job.',
          fromPounds: 70,
          toPounds: 140,
        },
      ],
    },
    {
      toAge: 35,
      wish: 'I want to finish my course.',
      approach:
        'Meet the tutor together, agree quiet exams, and travel with {first} for a fortnight.',
      reached: 'Passed, with a merit, and hung it in the hall.',
      onTheWay: [
        'The course is on hold for the exams, with a date to start again.',
        'Travelled alone for half of the way.',
      ],
      spending: [
        {
          what: 'College travel for a term',
          rationale: 'The course is paid for; getting there was not.',
          fromPounds: 90,
          toPounds: 210,
        },
      ],
    },
    {
      wish: 'I want to go to the match with my mates and not with my support worker.',
      approach: 'Sort out the season ticket and the train, and ask the mates. They said yes.',
      reached: 'Goes to every home match with friends. I am told the score whether I ask or not.',
      onTheWay: ['One match with friends and me four rows behind.'],
      spending: [
        {
          what: 'Season ticket at the local football ground',
          rationale: 'Friends, fresh air and every other {day}: it is {first}’s own idea.',
          fromPounds: 120,
          toPounds: 260,
        },
      ],
    },
    {
      wish: 'I want to play in a band again.',
      approach: 'Borrow a cornet, find a rehearsal on {day}, and get a lift from another player.',
      reached: 'Played at the summer fête, with a solo.',
      onTheWay: ['Two rehearsals, one with a lift home from another player.'],
      spending: [
        {
          what: 'Hire of a cornet for a year',
          rationale: 'The band is free, and it is where {first}’s friends are.',
          fromPounds: 110,
          toPounds: 220,
        },
      ],
    },
    {
      toAge: 64,
      wish: 'I want to keep my job and still be there for {kin}.',
      approach: 'Talk to the employer about hours, and have a sitter on two afternoons.',
      reached: 'Kept the job. The two afternoons hold.',
      onTheWay: ['The employer has agreed to a late start on {day}.'],
      spending: [
        {
          what: 'Sitter on two afternoons, ten weeks',
          rationale: 'Keeps a carer in work while we arrange something lasting.',
          fromPounds: 360,
          toPounds: 720,
        },
      ],
    },
    {
      fromAge: 50,
      wish: 'I want to learn to read well enough to read to my granddaughter.',
      approach: 'A volunteer tutor at the library, an hour a week, with books she likes.',
      reached: 'Read the whole book aloud, with voices.',
      onTheWay: ['Reads a page a day aloud.'],
      spending: [],
    },
  ],
  theirs: [
    toAge(64, 'I have done fourteen courses about getting a job. I have not had a job.'),
    toAge(64, 'First payday I bought everyone chips.'),
    'They put me at the front for the solo. I did not sleep, but I did it.',
    'I am good with plants. They do not rush you.',
    toAge(64, 'I want people to ask me “how was work?” like they ask everyone else.'),
    fromAge(50, 'I read her the whole book. She did not notice that I went slowly.'),
    toAge(64, 'My boss says I am the only one who sweeps the corners.'),
    'I do not like crowds, but I like that crowd.',
  ],
  close: [
    toAge(64, 'I never thought I would see that name badge.'),
    'Those two afternoons are the only reason I still have a job.',
    'There is so much in the week now that I have to book in advance.',
    'We worried about the train. It turned out fine.',
  ],
  ours: [
    toAge(
      64,
      '{first} has had a great deal of preparation and no chances. We are going to start with a chance.',
    ),
    toAge(
      64,
      'I rang the garden centre with {first} listening. They will try four hours on {day}.',
    ),
    toAge(
      64,
      'Being a carer is costing {first} a career. Small, regular help now would change that.',
    ),
    'Looked at the journey together, with the noise and the change of trains. We found a quieter one.',
    'The day place has been paid for for three years. {first} has been asking to leave for two.',
    'There was no category for a cornet. There was an outcome, and that is enough.',
    'I was worried about the late train. {first} showed me the plan on the phone, and I am less worried than I was.',
    toAge(35, 'The tutor is willing. It was the form that said no.'),
  ],
};
