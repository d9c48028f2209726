import { loadIfNamed } from '@connected-lives/kit/loader';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { RelationshipType } from '../circle/relationship.type.ts';
import type { PeopleContext } from '../people.context.ts';
import { PersonType } from '../people/person.type.ts';
import type { PersonRow } from '../people/select-person.ts';
import { agreeToShare, AgreeToShareInput } from './agree-to-share.ts';
import { answerObjection, AnswerObjectionInput } from './answer-objection.ts';
import type { ObjectionRow, SharingRow } from './consent.loaders.ts';
import { ObjectionType } from './objection.type.ts';
import { recordObjection, RecordObjectionInput } from './record-objection.ts';
import { SharingAgreementType } from './sharing-agreement.type.ts';
import { withdrawAgreement, WithdrawAgreementInput } from './withdraw-agreement.ts';

@Resolver(() => SharingAgreementType)
export class SharingAgreementResolver {
  @Mutation(() => SharingAgreementType, {
    description:
      'Records what a person agreed to share. They may do it themself, signed in. Refused with NOT_HOW_IT_WAS, ENDS_BEFORE_IT_BEGINS, or RELATIONSHIP_ENDED.',
  })
  agreeToShare(
    @Arg('input', () => AgreeToShareInput) input: AgreeToShareInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<SharingRow> {
    return agreeToShare(ctx, input);
  }

  @Mutation(() => SharingAgreementType, {
    description:
      'Withdraws an agreement from now on, without having to say why. What was agreed is kept. Refused with WITHDRAWN_BEFORE.',
  })
  withdrawAgreement(
    @Arg('input', () => WithdrawAgreementInput) input: WithdrawAgreementInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<SharingRow> {
    return withdrawAgreement(ctx, input);
  }

  @FieldResolver(() => RelationshipType, {
    nullable: true,
    description: 'With whom, when it is somebody of the person’s circle.',
  })
  relationship(@Root() { relationshipId }: SharingRow, @Ctx() ctx: PeopleContext) {
    return loadIfNamed(ctx.loaders.relationshipsById, relationshipId);
  }
}

@Resolver(() => ObjectionType)
export class ObjectionResolver {
  @Mutation(() => ObjectionType, {
    description: 'Records an objection, by the person themself or written down for them.',
  })
  recordObjection(
    @Arg('input', () => RecordObjectionInput) input: RecordObjectionInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<ObjectionRow> {
    return recordObjection(ctx, input);
  }

  @Mutation(() => ObjectionType, {
    description: 'Answers an objection, for the person to read. Refused with ANSWERED_BEFORE.',
  })
  answerObjection(
    @Arg('input', () => AnswerObjectionInput) input: AnswerObjectionInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<ObjectionRow> {
    return answerObjection(ctx, input);
  }
}

@Resolver(() => PersonType)
export class ConsentOfPersonResolver {
  @FieldResolver(() => [SharingAgreementType], {
    description: 'What the person agreed to share, what was withdrawn last. Fifty at most.',
  })
  sharing(@Root() person: PersonRow, @Ctx() ctx: PeopleContext): Promise<readonly SharingRow[]> {
    return ctx.loaders.sharingByPersonId.load(person.id);
  }

  @FieldResolver(() => [ObjectionType], {
    description: 'What the person objected to, and the answers, the latest first. Fifty at most.',
  })
  objections(
    @Root() person: PersonRow,
    @Ctx() ctx: PeopleContext,
  ): Promise<readonly ObjectionRow[]> {
    return ctx.loaders.objectionsByPersonId.load(person.id);
  }
}
