import type { Held } from '@connected-lives/kit/held-about';
import { ownRecordHeld } from '@connected-lives/kit/own-record-held';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { FinanceContext } from '../finance.context.ts';
import { PersonType } from './person.type.ts';

/** What this service adds to a person's own download of everything that is held about them. */
@Resolver(() => PersonType)
export class HeldOfPersonResolver {
  @Directive('@tag(name: "own")')
  @FieldResolver(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'Everything the finance service holds about you, table by table, when you are this person: UK GDPR Article 15. Null for everybody else. 5,000 rows of a table at most; the council’s own answer has no limit.',
  })
  heldByFinance(@Root() person: PersonType, @Ctx() ctx: FinanceContext): Promise<Held | null> {
    return ownRecordHeld(ctx, person.id, { service: 'finance', personTable: 'known_person' });
  }
}
