/**
 * Vacancies are read by everybody, also without a token. The managers of a team publish and close
 * its own.
 */
export const anybody = `(select viewer_id()) is not null`;
