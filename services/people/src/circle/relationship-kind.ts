import { registerEnumType } from 'type-graphql';

export enum RelationshipKind {
  FAMILY = 'FAMILY',
  FRIEND = 'FRIEND',
  NEIGHBOUR = 'NEIGHBOUR',
  UNPAID_CARER = 'UNPAID_CARER',
  ADVOCATE = 'ADVOCATE',
  ATTORNEY = 'ATTORNEY',
  DEPUTY = 'DEPUTY',
  APPOINTEE = 'APPOINTEE',
  CHILD = 'CHILD',
  OTHER = 'OTHER',
}
registerEnumType(RelationshipKind, {
  name: 'RelationshipKind',
  description: 'What somebody is to the person.',
  valuesConfig: {
    UNPAID_CARER: {
      description: 'Provides necessary care and is not paid for it: section 10 of the Care Act.',
    },
    ADVOCATE: { description: 'An independent advocate, as in sections 67 and 68 of the Care Act.' },
    ATTORNEY: { description: 'Acts under a power of attorney that the person gave.' },
    DEPUTY: { description: 'Appointed by the Court of Protection.' },
    APPOINTEE: {
      description: 'Looks after the person’s benefits for the Department for Work and Pensions.',
    },
    CHILD: {
      description: 'A child under 18 around the person. Children’s services hold the rest.',
    },
  },
});
export const RELATIONSHIP_KINDS = Object.values(RelationshipKind);

export enum Authority {
  LPA_HEALTH_AND_WELFARE = 'LPA_HEALTH_AND_WELFARE',
  LPA_PROPERTY_AND_AFFAIRS = 'LPA_PROPERTY_AND_AFFAIRS',
  ENDURING_POWER = 'ENDURING_POWER',
  DEPUTY_WELFARE = 'DEPUTY_WELFARE',
  DEPUTY_PROPERTY_AND_AFFAIRS = 'DEPUTY_PROPERTY_AND_AFFAIRS',
}
registerEnumType(Authority, {
  name: 'Authority',
  description: 'What an attorney or a deputy may decide for the person.',
  valuesConfig: {
    LPA_HEALTH_AND_WELFARE: {
      description:
        'A lasting power of attorney, Mental Capacity Act 2005 s9. Only where the person lacks capacity for the decision (s11(7)).',
    },
    LPA_PROPERTY_AND_AFFAIRS: {
      description: 'A lasting power of attorney for money and property.',
    },
    ENDURING_POWER: {
      description: 'An enduring power made before October 2007: money and property only.',
    },
    DEPUTY_WELFARE: { description: 'An order of the Court of Protection, s16: welfare.' },
    DEPUTY_PROPERTY_AND_AFFAIRS: {
      description: 'An order of the Court of Protection, s16: money and property.',
    },
  },
});

/** Who may hold which authority: everybody else holds none. */
export const AUTHORITIES_OF: Partial<Record<RelationshipKind, readonly Authority[]>> = {
  [RelationshipKind.ATTORNEY]: [
    Authority.LPA_HEALTH_AND_WELFARE,
    Authority.LPA_PROPERTY_AND_AFFAIRS,
    Authority.ENDURING_POWER,
  ],
  [RelationshipKind.DEPUTY]: [Authority.DEPUTY_WELFARE, Authority.DEPUTY_PROPERTY_AND_AFFAIRS],
};

/** Kinds that may read the record for the person. */
export const REPRESENTATIVES: readonly RelationshipKind[] = [
  RelationshipKind.ADVOCATE,
  RelationshipKind.ATTORNEY,
  RelationshipKind.DEPUTY,
];
