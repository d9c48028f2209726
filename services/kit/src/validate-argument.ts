import { getMetadataStorage, validateSync } from 'class-validator';
import { ArgumentValidationError } from 'type-graphql';
import { MutationInput } from './mutation-input.ts';
import { unseenIn } from './unseen-characters.ts';

const storage = getMetadataStorage();
type Rules = ReturnType<typeof storage.getTargetValidationMetadatas>;

/**
 * For each value, class-validator looks through the rules of every class in the process for those of
 * its own. They are written in decorators and never change, so they are looked for once a class.
 */
const rulesOf = storage.getTargetValidationMetadatas.bind(storage);
const known = new Map<unknown, Rules>();
storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
  if (schema !== undefined || always || strictGroups || groups !== undefined) {
    return rulesOf(target, schema, always, strictGroups, groups);
  }
  let rules = known.get(target);
  if (rules === undefined) {
    rules = rulesOf(target, schema, always, strictGroups, groups);
    known.set(target, rules);
  }
  return rules;
};

/**
 * Refuses arguments that break a rule of their class, and texts to be kept that hold characters
 * which nobody sees. What is only searched for is not kept.
 *
 * Type-graphql itself imports class-validator anew in every call, which costs more than the call.
 */
export function validateArgument(value: unknown): void {
  if (value === null || typeof value !== 'object') {
    return;
  }
  const errors = validateSync(value, { forbidUnknownValues: false, skipMissingProperties: true });
  if (value instanceof MutationInput) {
    errors.push(...unseenIn(value));
  }
  if (errors.length > 0) {
    throw new ArgumentValidationError(errors);
  }
}
