import { ArrayMaxSize, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** As many as one call hands over. A caseload of a hundred is more than anybody carries. */
const HANDOVERS_MAX = 100;

@InputType()
export class HandoverInput {
  @Field(() => ID)
  @IsUUID()
  readonly personId!: string;

  @Field(() => ID, { description: 'Who works with the person from now on.' })
  @IsUUID()
  readonly toPractitionerId!: string;
}

/** Whoever goes, and with whom their people work from then on. */
export interface Handover {
  readonly practitionerId: string;
  readonly handover?: readonly HandoverInput[] | null;
}

/** The field of an input that says so. */
export function HandoverField(description: string): PropertyDecorator {
  return (target, key) => {
    Field(() => [HandoverInput], { nullable: true, description })(target, key);
    IsOptional()(target, key);
    ArrayMaxSize(HANDOVERS_MAX)(target, key);
    ValidateNested({ each: true })(target, key);
  };
}
