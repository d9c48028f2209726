import { IsOptional, Matches, MaxLength } from 'class-validator';
import { Field } from 'type-graphql';

/** A field of an input that says something, is left out, or is null for what is known to be none. */
export function TextField(lengthMax: number, description?: string): PropertyDecorator {
  return (target, key) => {
    Field(() => String, { nullable: true, ...(description && { description }) })(target, key);
    IsOptional()(target, key);
    MaxLength(lengthMax)(target, key);
    Matches(/\S/, { message: `${String(key)} says something, or is left out` })(target, key);
  };
}

/** How much a reason says at least, and at most. The blanks around it do not count. */
export const REASON_MIN = 10;
const REASON_MAX = 2_000;
const SAYS_SOMETHING = new RegExp(`\\S[^]{${REASON_MIN - 2},}\\S`);

/** A field of an input in which somebody has to say why, for others to read later. */
export function ReasonField(description: string): PropertyDecorator {
  return (target, key) => {
    Field(() => String, { description })(target, key);
    MaxLength(REASON_MAX)(target, key);
    Matches(SAYS_SOMETHING, {
      message: `${String(key)} says why, in at least ${REASON_MIN} characters`,
    })(target, key);
  };
}
