import { registerEnumType } from 'type-graphql';

/** The ten districts of Hertfordshire: the geography that every service reports by. */
export enum District {
  BROXBOURNE = 'BROXBOURNE',
  DACORUM = 'DACORUM',
  EAST_HERTFORDSHIRE = 'EAST_HERTFORDSHIRE',
  HERTSMERE = 'HERTSMERE',
  NORTH_HERTFORDSHIRE = 'NORTH_HERTFORDSHIRE',
  ST_ALBANS = 'ST_ALBANS',
  STEVENAGE = 'STEVENAGE',
  THREE_RIVERS = 'THREE_RIVERS',
  WATFORD = 'WATFORD',
  WELWYN_HATFIELD = 'WELWYN_HATFIELD',
}
registerEnumType(District, {
  name: 'District',
  description: 'One of the ten districts and boroughs of Hertfordshire.',
});
export const DISTRICTS = Object.values(District);
