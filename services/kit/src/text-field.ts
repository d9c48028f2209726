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
