import { loadIfNamed } from '@connected-lives/kit/loader';
import type { Page } from '@connected-lives/kit/page';
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { PeopleContext } from '../people.context.ts';
import { PersonType } from '../people/person.type.ts';
import { PractitionerType } from '../practitioners/practitioner.type.ts';
import {
  ConnectionDeclarationConnection,
  ConnectionDeclarationType,
  type ConnectionRow,
} from './connection.type.ts';
import {
  declareConnection,
  DeclareConnectionInput,
  endConnection,
  EndConnectionInput,
} from './declare-connection.ts';
import { DeclaredConnectionsArgs, findConnections } from './find-connections.ts';

@Resolver(() => ConnectionDeclarationType)
export class ConnectionResolver {
  @Directive('@tag(name: "own")')
  @Query(() => ConnectionDeclarationConnection, {
    description:
      'Which members of staff were declared to know somebody from outside work, the latest first: your own; for a manager, those about people in your reach, to end what is no more; for the privacy officer, all of them, without a name.',
  })
  declaredConnections(
    @Args(() => DeclaredConnectionsArgs) args: DeclaredConnectionsArgs,
    @Ctx() ctx: PeopleContext,
  ): Promise<Page<ConnectionRow>> {
    return findConnections(ctx, args);
  }

  @Mutation(() => ConnectionDeclarationType, {
    description:
      'Says that a member of staff is the person, or their family or friend. From then on the record is closed to that member of staff, so that the answer tells them that it was written down, and nothing of the person. Refused with ALREADY_DECLARED.',
  })
  declareConnection(
    @Arg('input', () => DeclareConnectionInput) input: DeclareConnectionInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<ConnectionRow> {
    return declareConnection(ctx, input);
  }

  @Mutation(() => ConnectionDeclarationType, {
    description:
      'Ends a declared connection: it was a mistake, or is no more. For a manager who works with the person. Refused with NOT_DECLARED.',
  })
  endConnection(
    @Arg('input', () => EndConnectionInput) input: EndConnectionInput,
    @Ctx() ctx: PeopleContext,
  ): Promise<ConnectionRow> {
    return endConnection(ctx, input);
  }

  @FieldResolver(() => PractitionerType, { nullable: true, description: 'The member of staff.' })
  practitioner(@Root() { practitionerId }: ConnectionRow, @Ctx() ctx: PeopleContext) {
    return ctx.loaders.practitionersById.load(practitionerId);
  }

  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'Whom they know. Null unless the person is in your reach.',
  })
  person(@Root() { personId }: ConnectionRow, @Ctx() ctx: PeopleContext) {
    return loadIfNamed(ctx.loaders.peopleById, personId);
  }
}
