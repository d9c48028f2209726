/** The architecture as rules that run. Each says why it stands. */

const SERVICES = ['people', 'practice', 'finance'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Files that import each other in a circle cannot be read one at a time.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...SERVICES.map((service) => ({
      name: `${service}-meets-the-others-in-the-graph`,
      severity: 'error',
      comment: 'Services meet only in the graph and through event feeds, never by import.',
      from: { path: `^services/${service}/`, pathNot: '\\.(test|given)\\.ts$' },
      to: { path: `^services/(?!${service}/|kit/)|^(gateway|scripts|tests|bench)/` },
    })),
    {
      name: 'kit-knows-nobody',
      severity: 'error',
      comment: 'The kit holds what every service needs word for word, so it knows none of them.',
      from: { path: '^services/kit/' },
      to: { path: '^services/(?!kit/)|^(gateway|scripts|tests|bench)/' },
    },
    {
      name: 'gateway-knows-only-the-kit',
      severity: 'error',
      comment: 'The gateway reads the supergraph; a service could be written in any language.',
      from: { path: '^gateway/', pathNot: '\\.test\\.ts$' },
      to: { path: '^services/(?!kit/)|^(scripts|tests|bench)/' },
    },
    {
      name: 'only-the-schema-imports-a-resolver',
      severity: 'error',
      comment: 'Everything the graph may ask stands in one list, schema.ts.',
      from: { path: '^services/', pathNot: '/schema\\.ts$|\\.test\\.ts$' },
      to: { path: '\\.resolver\\.ts$' },
    },
    {
      name: 'entities-know-no-request',
      severity: 'error',
      comment: 'The rules of a thing hold whoever asks: an entity knows no context and no loader.',
      from: { path: '\\.entity\\.ts$' },
      to: { path: 'context\\.ts$|loaders\\.ts$|resolver\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import'] },
  },
};
