/**
 * The fewest people a figure of a report may be about. Below it, somebody could be recognised.
 * National tables of adult social care suppress low counts too; five is our threshold (ADR 19).
 */
export const PEOPLE_MIN = 5;

/**
 * Whether a figure about so many different people may be shown. A figure about nobody tells of
 * nobody. Each service asks this of the people behind its own figure: what a reference says of the
 * cell came from outside, and the people behind it are others in each service.
 */
export function mayShow(people: number): boolean {
  return people === 0 || people >= PEOPLE_MIN;
}
