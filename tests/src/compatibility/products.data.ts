/** The products that Apollo's tests ask about, as the description of the suite gives them. */

export interface User {
  readonly email: string;
  readonly name: string;
  readonly totalProductsCreated: number;
  readonly yearsOfEmployment: number;
}

export interface DeprecatedProduct {
  readonly sku: string;
  readonly package: string;
  readonly reason: string;
  readonly createdBy: User;
}

export interface ProductResearch {
  readonly study: { readonly caseNumber: string; readonly description: string };
  readonly outcome: string | null;
}

export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly package: string;
  readonly variation: { readonly id: string };
  readonly dimensions: { readonly size: string; readonly weight: number; readonly unit: string };
  readonly createdBy: User;
  readonly notes: string | null;
  readonly research: readonly ProductResearch[];
}

export const USER: User = {
  email: 'support@apollographql.com',
  name: 'Jane Smith',
  totalProductsCreated: 1_337,
  yearsOfEmployment: 10,
};

export const DEPRECATED_PRODUCT: DeprecatedProduct = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
  createdBy: USER,
};

const FEDERATION_STUDY: ProductResearch = {
  study: { caseNumber: '1234', description: 'Federation Study' },
  outcome: null,
};
const STUDIO_STUDY: ProductResearch = {
  study: { caseNumber: '1235', description: 'Studio Study' },
  outcome: null,
};
export const RESEARCH: readonly ProductResearch[] = [FEDERATION_STUDY, STUDIO_STUDY];

const SMALL = { size: 'small', weight: 1, unit: 'kg' };

export const PRODUCTS: readonly Product[] = [
  {
    id: 'apollo-federation',
    sku: 'federation',
    package: '@apollo/federation',
    variation: { id: 'OSS' },
    dimensions: SMALL,
    createdBy: USER,
    notes: null,
    research: [FEDERATION_STUDY],
  },
  {
    id: 'apollo-studio',
    sku: 'studio',
    package: '',
    variation: { id: 'platform' },
    dimensions: SMALL,
    createdBy: USER,
    notes: null,
    research: [STUDIO_STUDY],
  },
];
