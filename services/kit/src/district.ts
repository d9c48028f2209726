import { registerEnumType } from 'type-graphql';

/**
 * Where somebody lives: the ten districts of Hertfordshire, the geography that every service reports
 * by, or that it is not known. Somebody whose address is protected before any district was written
 * down has none for the same reason, so that a district tells of neither.
 */
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
  NOT_KNOWN = 'NOT_KNOWN',
}
registerEnumType(District, {
  name: 'District',
  description: 'One of the ten districts and boroughs of Hertfordshire.',
  valuesConfig: {
    NOT_KNOWN: {
      description:
        'Of people alone: nobody has written down where they live, or it would tell of a protected address. Teams and vacancies have a district that is known.',
    },
  },
});

/** What the column of a person may say. */
export const DISTRICTS_OF_PEOPLE = Object.values(District);
/** Those that are on the map: where teams work, and posts are. */
export type KnownDistrict = Exclude<District, District.NOT_KNOWN>;
export const DISTRICTS = DISTRICTS_OF_PEOPLE.filter(
  (each): each is KnownDistrict => each !== District.NOT_KNOWN,
);
