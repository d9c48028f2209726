import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createLogger } from '@connected-lives/kit/log';
import { parse } from 'graphql';
import {
  DEPRECATED_PRODUCT,
  type Product,
  PRODUCTS,
  type ProductResearch,
  RESEARCH,
  USER,
} from './products.data.ts';

type ProductKey = Partial<Pick<Product, 'id' | 'sku' | 'package' | 'variation'>>;
type Identifier = { readonly sku: string; readonly package: string };
/** What a reference says of a user: the key, and what `@requires` brings along where it is asked. */
interface KnownUser {
  readonly email: string;
  readonly totalProductsCreated?: number;
  readonly yearsOfEmployment?: number;
}

/**
 * The subgraph that Apollo's tests are about, made of what every service of ours is made of. Apollo
 * gives the schema and no code.
 */
export async function startProductsSubgraph(
  schema: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = new ApolloServer({
    schema: buildSubgraphSchema([{ typeDefs: parse(schema), resolvers: RESOLVERS as never }]),
    // One of the tests asks for a trace. The council's own services give none.
    plugins: [ApolloServerPluginInlineTrace()],
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: createLogger('products', 'silent'),
  });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { url, stop: () => server.stop() };
}

const RESOLVERS = {
  Query: {
    product: (_: unknown, { id }: { id: string }) => PRODUCTS.find((product) => product.id === id),
    deprecatedProduct: (_: unknown, asked: Identifier) => findDeprecated(asked),
  },
  Product: { __resolveReference: findProduct },
  DeprecatedProduct: { __resolveReference: findDeprecated },
  ProductResearch: {
    __resolveReference: ({ study }: Pick<ProductResearch, 'study'>) =>
      RESEARCH.find((research) => research.study.caseNumber === study.caseNumber),
  },
  Inventory: {
    __resolveReference: ({ id }: { id: string }) => ({
      id,
      deprecatedProducts: [DEPRECATED_PRODUCT],
    }),
  },
  User: {
    __resolveReference: (user: KnownUser) => (user.email === USER.email ? user : null),
    name: () => USER.name,
    averageProductsCreatedPerYear: averagePerYear,
  },
};

/** By whichever of its three keys the reference has. */
function findProduct({ id, sku, package: packed, variation }: ProductKey): Product | undefined {
  return PRODUCTS.find((product) => {
    if (id !== undefined) {
      return product.id === id;
    }
    return packed === undefined
      ? product.sku === sku && product.variation.id === variation?.id
      : product.sku === sku && product.package === packed;
  });
}

function findDeprecated({ sku, package: packed }: Identifier) {
  const { sku: known, package: knownPackage } = DEPRECATED_PRODUCT;
  return sku === known && packed === knownPackage ? DEPRECATED_PRODUCT : null;
}

/** From what the gateway fetched of the users subgraph, and nothing else. */
function averagePerYear({ totalProductsCreated, yearsOfEmployment }: KnownUser): number {
  if (totalProductsCreated === undefined || yearsOfEmployment === undefined) {
    throw new Error('The gateway did not bring what @requires asks for.');
  }
  return Math.round(totalProductsCreated / yearsOfEmployment);
}
