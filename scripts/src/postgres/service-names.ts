/** The services that own a database, each named as its database and its roles begin. */
export const SERVICE_NAMES = ['people', 'practice', 'finance'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];
