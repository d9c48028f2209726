import { WellbeingArea } from '@connected-lives/kit/wellbeing-area';
import { type AreaWords, fromAge, toAge } from './area-words.ts';

export const suitableAccommodation: AreaWords = {
  area: WellbeingArea.SUITABLE_ACCOMMODATION,
  purposes: [
    'To make the flat work for {first}, so that moving is a choice and not a need.',
    toAge(45, '{first} is ready for a front door of their own.'),
    'To get home from hospital to a house that {first} can live in.',
    'To clear enough room for a bed downstairs, without clearing away a life.',
    'To think about where {first} wants to live in five years’ time, before anybody else decides.',
  ],
  strengths: [
    'Built half of the furniture in the house.',
    'Keeps a tenancy like a ship’s log.',
    'Knows every tradesman in {town} by name.',
    'Gets on with the neighbours on both sides.',
    'Knows their way round the house in the dark, and has proved it.',
    'Has lived in shared houses and knows what makes one work.',
  ],
  outcomes: [
    {
      fromAge: 60,
      wish: 'I want to stay in this house until they carry me out of it.',
      approach:
        'Bed downstairs, rails, lights that come on by themselves, and a look again in spring.',
      reached: 'Still at home, and sure of it. The rails are part of the furniture.',
      onTheWay: ['The bed is downstairs, and the owl can still be heard.'],
      spending: [
        {
          what: 'Sensor lights from bed to bathroom',
          rationale: 'The falls were all at night and all in the dark.',
          fromPounds: 60,
          toPounds: 160,
        },
        {
          what: 'Moving a bed downstairs and a curtain rail',
          rationale: 'Home by Friday, because {first} asked for Friday.',
          fromPounds: 90,
          toPounds: 210,
        },
      ],
    },
    {
      toAge: 45,
      wish: 'I want my own front door and my own key.',
      approach:
        'Look at three flats, practise living alone for two weekends, and sign in the spring.',
      reached: 'Has the key. Had me round and made me wipe my feet.',
      onTheWay: [
        'Viewed two flats, liked the second one.',
        'The first night alone was long. The second was better.',
      ],
      spending: [
        {
          what: 'Starter set for a first flat',
          rationale: 'A kettle, a pan, bedding: a home and not an empty room.',
          fromPounds: 180,
          toPounds: 420,
        },
      ],
    },
    {
      wish: 'I want to be able to get into my own garden.',
      approach: 'A half step and a rail, and somewhere to sit when I am out there.',
      reached: 'Grew beans this summer, from a chair.',
      onTheWay: ['The half step is in; sat in the garden for an hour.'],
      spending: [
        {
          what: 'Half step and outdoor rail, fitted',
          rationale: 'Gives {first} the garden back for the price of three weeks of visits.',
          fromPounds: 130,
          toPounds: 290,
        },
      ],
    },
    {
      wish: 'I want to be able to find things, and to have somebody in for tea.',
      approach: 'An hour a week, one shelf at a time; nothing goes without {first} saying so.',
      reached: 'Three rooms clear enough for a visitor, and everything in them chosen.',
      onTheWay: ['Shelf four of nine.'],
      spending: [
        {
          what: 'Eight weeks with a decluttering worker',
          rationale:
            'Slow and kind, with {first} deciding. A clearance would be cruel and would not last.',
          fromPounds: 320,
          toPounds: 640,
        },
      ],
    },
    {
      wish: 'I want to come home.',
      approach: 'Home visit on {day}, equipment the day before, and me there when the car arrives.',
      reached: 'At home and settled, cat included.',
      onTheWay: ['Home on {day}, with me at the door.'],
      spending: [
        {
          what: 'Moving a bed downstairs and a curtain rail',
          rationale: 'Home by Friday, because {first} asked for Friday.',
          fromPounds: 90,
          toPounds: 210,
        },
        {
          what: 'Sensor lights from bed to bathroom',
          rationale: 'The falls were all at night and all in the dark.',
          fromPounds: 60,
          toPounds: 160,
        },
      ],
    },
  ],
  theirs: [
    fromAge(60, 'I was born in that room. I mean to use it.'),
    'It is not rubbish. It is the wrong things on top of the right things.',
    toAge(45, 'My own key. I keep checking my pocket.'),
    'The garden is four inches down, and it might as well be France.',
    'I do not want a bungalow. I want a banister.',
    'I slept in my own bed, and I heard the owl.',
    'They said six weeks on the ward. I said: Friday.',
    'There are two chairs clear now. One for me and one for a visitor.',
  ],
  close: [
    fromAge(60, 'We had all decided on a home, until somebody asked.'),
    'The lights that come on by themselves were worth every penny.',
    'I was dreading the clearing. It was gentle.',
    'There is a key on a hook for me, and I knock anyway.',
  ],
  ours: [
    'The house is not unsuitable. Four inches of it are.',
    'I went to the ward first and to the house second, with {first} on the phone telling me where things are.',
    'The team’s first thought was a placement. {first}’s was a banister. We began with the banister.',
    'We agreed to begin with the path from bed to kettle, and nothing else.',
    'Looked at the fire risk honestly together. {first} chose which two piles go first.',
    'The landlord said yes when we asked about rails. Nobody had asked.',
    toAge(
      45,
      '{first} stayed two nights in the trial flat and locked the door three times each evening. That is fine.',
    ),
    'Discharge led by what {first} wants: home, with the cat, before the weekend.',
  ],
};
