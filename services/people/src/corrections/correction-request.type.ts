import { connectionTypes } from '@connected-lives/kit/page';
import { Field, ID, ObjectType } from 'type-graphql';
import { CorrectableField } from './correctable-field.ts';
import { CorrectionState } from './correction-request.entity.ts';
import type { CorrectionRequestRow } from './correction-request.loaders.ts';

@ObjectType('CorrectionRequest', {
  simpleResolvers: true,
  description:
    'What a person asks to have put right in their record (UK GDPR, article 16), and what became of it.',
})
export class CorrectionRequestType implements Omit<
  CorrectionRequestRow,
  'personId' | 'answeredBy'
> {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => CorrectableField)
  readonly field!: CorrectableField;

  @Field(() => String, { nullable: true, description: 'What the record said when they asked.' })
  readonly saysNow!: string | null;

  @Field(() => String, { description: 'What the person says it should say.' })
  readonly shouldSay!: string;

  @Field(() => String, { nullable: true, description: 'Why, in their words.' })
  readonly reason!: string | null;

  @Field(() => Date)
  readonly askedAt!: Date;

  @Field(() => CorrectionState)
  readonly state!: CorrectionState;

  @Field(() => String, { nullable: true, description: 'What the person was told.' })
  readonly answerWords!: string | null;

  @Field(() => Date, { nullable: true })
  readonly answeredAt!: Date | null;
}

export const { Connection: CorrectionRequestConnection } = connectionTypes(
  'CorrectionRequest',
  () => CorrectionRequestType,
);
