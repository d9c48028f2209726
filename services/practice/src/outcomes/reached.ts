import { registerEnumType } from 'type-graphql';

export enum Reached {
  NOT_YET = 'NOT_YET',
  PARTLY = 'PARTLY',
  FULLY = 'FULLY',
}
registerEnumType(Reached, {
  name: 'Reached',
  description: 'How far an outcome is reached, as the person sees it.',
});
export const REACHED = Object.values(Reached);
