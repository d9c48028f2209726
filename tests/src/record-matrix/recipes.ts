import type { Recipes } from './fill-record.ts';

/** Columns with a rule that the catalogue does not say plainly. */
export const RECIPES: Recipes = {
  'finance.commitment.amount_pence': () => 1_000,
};
