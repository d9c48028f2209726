import { lengthChecks, oneOf } from '@connected-lives/kit/check-constraints';
import { Refusal } from '@connected-lives/kit/refusal';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { registerEnumType } from 'type-graphql';
import { Relationship } from '../circle/relationship.entity.ts';
import { ofPerson } from '../people/of-person.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';

export enum HowAgreed {
  SAID = 'SAID',
  WRITTEN = 'WRITTEN',
  SIGNED_LANGUAGE = 'SIGNED_LANGUAGE',
  THROUGH_ADVOCATE = 'THROUGH_ADVOCATE',
  ONLINE = 'ONLINE',
}
registerEnumType(HowAgreed, {
  name: 'HowAgreed',
  description: 'How the person agreed.',
  valuesConfig: {
    SIGNED_LANGUAGE: { description: 'In British Sign Language or another signed language.' },
    ONLINE: { description: 'By the person themself, signed in to their own record.' },
  },
});

export const SHARING_TEXT_MAX = 2_000;
export const SHARED_WITH_MAX = 200;

const SharingAgreementSchema = defineEntity({
  name: 'SharingAgreement',
  tableName: 'sharing_agreement',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    personId: ofPerson('sharing_agreement'),
    teamId: p.uuid(),
    /** An organisation, a role or somebody by name. */
    sharedWith: p.text(),
    /** The same person in the circle, when they are in it. */
    relationshipId: () =>
      p
        .manyToOne(Relationship)
        .mapToPk()
        .strictNullable()
        .deleteRule('no action')
        .joinColumn('relationship_id')
        .foreignKeyName('sharing_agreement_relationship')
        .index('sharing_agreement_relationship_id'),
    what: p.text(),
    purpose: p.text(),
    how: p.text().$type<HowAgreed>(),
    agreedOn: p.date(),
    /** The last day. Null when it goes on until it is withdrawn. */
    untilOn: p.date().strictNullable(),
    recordedBy: p.uuid(),
    recordedAt: p.datetime(3),
    withdrawnAt: p.datetime(3).strictNullable(),
    withdrawnWords: p.text().strictNullable(),
    withdrawnBy: p.uuid().strictNullable(),
    version: p.integer().version().defaultRaw('1'),
  },
  checks: [
    { name: 'sharing_agreement_how_known', expression: oneOf('how', Object.values(HowAgreed)) },
    ...lengthChecks('sharing_agreement', {
      shared_with: SHARED_WITH_MAX,
      what: SHARING_TEXT_MAX,
      purpose: SHARING_TEXT_MAX,
      withdrawn_words: SHARING_TEXT_MAX,
    }),
    { name: 'sharing_agreement_in_order', expression: 'until_on >= agreed_on' },
    {
      name: 'sharing_agreement_withdrawn_by_somebody',
      expression: `(withdrawn_at is null) = (withdrawn_by is null)
       and (withdrawn_words is null or withdrawn_at is not null)`,
    },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('sharing_agreement', { own: true }),
});

/** What a person agreed to share, with whom and for what. Withdrawn, it is kept as it was. */
export class SharingAgreement extends SharingAgreementSchema.class {
  withdraw(by: string, at: Date, words: string | null): void {
    if (this.withdrawnAt !== null) {
      throw new Refusal('WITHDRAWN_BEFORE', 'This agreement has been withdrawn.');
    }
    this.withdrawnAt = at;
    this.withdrawnBy = by;
    this.withdrawnWords = words;
  }
}
SharingAgreementSchema.setClass(SharingAgreement);
export { SharingAgreementSchema };
