/** The services of the council. Each owns a database, and that and its roles begin with its name. */
export const SERVICE_NAMES = ['people', 'practice', 'finance'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];
