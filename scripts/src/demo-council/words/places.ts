import { District, type KnownDistrict } from '@connected-lives/kit/district';

/** The towns of each district, for the sentences that speak of one. */
export const TOWNS: Readonly<Record<KnownDistrict, readonly string[]>> = {
  [District.BROXBOURNE]: ['Cheshunt', 'Hoddesdon', 'Waltham Cross'],
  [District.DACORUM]: ['Hemel Hempstead', 'Berkhamsted', 'Tring'],
  [District.EAST_HERTFORDSHIRE]: ['Hertford', 'Bishop’s Stortford', 'Ware'],
  [District.HERTSMERE]: ['Borehamwood', 'Potters Bar', 'Bushey'],
  [District.NORTH_HERTFORDSHIRE]: ['Hitchin', 'Letchworth', 'Royston'],
  [District.ST_ALBANS]: ['St Albans', 'Harpenden', 'London Colney'],
  [District.STEVENAGE]: ['Stevenage', 'Stevenage Old Town', 'Shephall'],
  [District.THREE_RIVERS]: ['Rickmansworth', 'Abbots Langley', 'South Oxhey'],
  [District.WATFORD]: ['Watford', 'Garston', 'Leavesden'],
  [District.WELWYN_HATFIELD]: ['Hatfield', 'Welwyn Garden City', 'Welham Green'],
};

/** Where people meet. Every town has one of each. */
export const PLACES: readonly string[] = [
  'the library',
  'the village hall',
  'the community centre',
  'the allotments',
  'the church hall',
  'the bowls club',
  'the garden café',
  'the leisure centre',
];

/** What someone close may be to a person, and from what age on of the person's. */
export const RELATIONS: readonly { readonly relation: string; readonly fromAge: number }[] = [
  { relation: 'sister', fromAge: 18 },
  { relation: 'brother', fromAge: 18 },
  { relation: 'cousin', fromAge: 18 },
  { relation: 'partner', fromAge: 25 },
  { relation: 'niece', fromAge: 45 },
  { relation: 'nephew', fromAge: 45 },
  { relation: 'daughter', fromAge: 50 },
  { relation: 'son', fromAge: 50 },
];

/** How people wish to be spoken and written to. */
export const COMMUNICATION_NEEDS: readonly string[] = [
  'Large print',
  'Easy read',
  'British Sign Language interpreter',
  'Speak slowly and face me',
  'Telephone rather than letter',
  'Letter rather than telephone',
  'Hearing loop',
  'Polish interpreter',
  'Bengali interpreter',
  'Punjabi interpreter',
  'Italian interpreter',
  'Please include my advocate',
];
