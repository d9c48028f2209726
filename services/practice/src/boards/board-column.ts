import { registerEnumType } from 'type-graphql';

/** The columns of a team's board: the three stages, and what was completed lately. */
export enum BoardColumnKind {
  CONNECT_AND_PREVENT = 'CONNECT_AND_PREVENT',
  CONNECT_AND_ENABLE = 'CONNECT_AND_ENABLE',
  CONNECT_AND_SUPPORT = 'CONNECT_AND_SUPPORT',
  COMPLETED = 'COMPLETED',
}
registerEnumType(BoardColumnKind, {
  name: 'BoardColumnKind',
  description: 'A column of a team’s board.',
  valuesConfig: {
    COMPLETED: { description: 'Completed in the last 14 days; older ones leave the board.' },
  },
});
export const BOARD_COLUMN_KINDS = Object.values(BoardColumnKind);

/** As the column is headed on a screen. */
export const COLUMN_TITLES: Readonly<Record<BoardColumnKind, string>> = {
  [BoardColumnKind.CONNECT_AND_PREVENT]: 'Connect and prevent',
  [BoardColumnKind.CONNECT_AND_ENABLE]: 'Connect and enable',
  [BoardColumnKind.CONNECT_AND_SUPPORT]: 'Connect and support',
  [BoardColumnKind.COMPLETED]: 'Completed in the last 14 days',
};

const COMPLETED_SHOWN_DAYS = 14;
const DAY_MS = 86_400_000;

/** Completed conversations stay on the board since then. */
export function completedShownSince(now: Date): Date {
  return new Date(now.getTime() - COMPLETED_SHOWN_DAYS * DAY_MS);
}
