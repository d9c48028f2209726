/** How long a page of a list is when nobody says, and at most. The gateway counts the cost by it. */
export const PAGE_SIZE_DEFAULT = 20;
export const PAGE_SIZE_MAX = 100;
