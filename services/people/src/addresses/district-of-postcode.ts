import { District } from '@connected-lives/kit/district';
import { readPostcode } from './postcode.ts';

/**
 * The district in which most homes of an outward code stand. Outward codes follow the post and not
 * the borders, so near a border it can be the neighbour's: the next import with a full address
 * register, or the team, puts that right.
 */
const OUTWARD_CODES: ReadonlyMap<District, string> = new Map([
  [District.BROXBOURNE, 'EN7 EN8 EN10 EN11'],
  [District.DACORUM, 'HP1 HP2 HP3 HP4 HP23 WD4'],
  [District.EAST_HERTFORDSHIRE, 'CM21 CM23 SG9 SG10 SG11 SG12 SG13 SG14'],
  [District.HERTSMERE, 'EN6 WD6 WD7 WD23'],
  [District.NORTH_HERTFORDSHIRE, 'SG3 SG4 SG5 SG6 SG7 SG8'],
  [District.ST_ALBANS, 'AL1 AL2 AL3 AL4 AL5'],
  [District.STEVENAGE, 'SG1 SG2'],
  [District.THREE_RIVERS, 'WD3 WD5 WD19'],
  [District.WATFORD, 'WD17 WD18 WD24 WD25'],
  [District.WELWYN_HATFIELD, 'AL6 AL7 AL8 AL9 AL10'],
]);

const districtOf = new Map(
  [...OUTWARD_CODES].flatMap(([district, codes]) =>
    codes.split(' ').map((code) => [code, district] as const),
  ),
);

/** Null for what is no postcode, or none of Hertfordshire. */
export function districtOfPostcode(postcode: string): District | null {
  const [outward = ''] = readPostcode(postcode)?.split(' ') ?? [];
  return districtOf.get(outward) ?? null;
}

/** The outward codes whose homes are mostly in a district. */
export function outwardCodesOf(district: District): readonly string[] {
  return OUTWARD_CODES.get(district)?.split(' ') ?? [];
}
