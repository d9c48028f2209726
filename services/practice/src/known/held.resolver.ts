import type { Held } from '@connected-lives/kit/held-about';
import { ownRecordHeld } from '@connected-lives/kit/own-record-held';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PracticeContext } from '../practice.context.ts';
import { PersonType } from './references.type.ts';

/** What this service adds to a person's own download of everything that is held about them. */
@Resolver(() => PersonType)
export class HeldOfPersonResolver {
  @Directive('@tag(name: "own")')
  @FieldResolver(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'Everything the practice service holds about you, table by table, when you are this person: UK GDPR Article 15. Null for everybody else. 5,000 rows of a table at most; the council’s own answer has no limit.',
  })
  heldByPractice(@Root() person: PersonType, @Ctx() ctx: PracticeContext): Promise<Held | null> {
    return ownRecordHeld(ctx, person.id, { service: 'practice', personTable: 'known_person' });
  }
}
