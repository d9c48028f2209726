import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GRAPHIQL_SCRIPT } from './graphiql-script.ts';

export interface GraphiqlSettings {
  /** Demo people to sign in as, by the name the development issuer knows them by. */
  readonly demoPeople: readonly { readonly name: string; readonly label: string }[];
  /** Where the page gets an access token for one of them. */
  readonly devTokenUrl: string;
  /** Operations to begin with, each in a tab of its own. */
  readonly examples: readonly {
    readonly name: string;
    readonly query: string;
    readonly variables?: Readonly<Record<string, unknown>>;
  }[];
}

export interface StaticFile {
  readonly contentType: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const require = createRequire(import.meta.url);
const PACKAGES = {
  react: require.resolve('react/package.json'),
  'react-dom': require.resolve('react-dom/package.json'),
  graphiql: require.resolve('graphiql/package.json'),
  'graphql-ws': require.resolve('graphql-ws/package.json'),
};

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';

/** GraphiQL and everything it needs, from this machine alone: read once, served from memory. */
export function createGraphiqlFiles(settings: GraphiqlSettings): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  const serve = (path: string, contentType: string, body: Buffer): void => {
    files.set(path, { contentType, body, headers: { 'cache-control': 'max-age=3600' } });
  };
  serve('/graphiql/react.js', JAVASCRIPT, packaged('react', 'umd/react.production.min.js'));
  serve(
    '/graphiql/react-dom.js',
    JAVASCRIPT,
    packaged('react-dom', 'umd/react-dom.production.min.js'),
  );
  serve('/graphiql/graphiql.js', JAVASCRIPT, packaged('graphiql', 'graphiql.min.js'));
  serve('/graphiql/graphiql.css', CSS, packaged('graphiql', 'graphiql.min.css'));
  const client = packaged('graphql-ws', 'dist/client.js');
  serve('/graphiql/graphql-ws/client.js', JAVASCRIPT, client);
  // The client of graphql-ws imports one shared file, whose name carries a hash of its content.
  for (const [, name] of client.toString('utf8').matchAll(/from '\.\/([\w-]+\.js)'/g)) {
    if (name !== undefined) {
      serve(`/graphiql/graphql-ws/${name}`, JAVASCRIPT, packaged('graphql-ws', `dist/${name}`));
    }
  }
  serve('/graphiql/page.js', JAVASCRIPT, Buffer.from(GRAPHIQL_SCRIPT));
  files.set('/', page(settings));
  return files;
}

function page(settings: GraphiqlSettings): StaticFile {
  // `<` would end the script element from within a string.
  const json = JSON.stringify(settings).replaceAll('<', '\\u003c');
  const style = `html, body, #graphiql { height: 100%; margin: 0 }
    body { display: flex; flex-direction: column }
    header { padding: .5rem 1rem; font: 15px/1.5 system-ui, sans-serif; background: #f2f4f7 }
    header select { font: inherit; padding: .2rem }
    #graphiql { flex: 1; min-height: 0 }`;
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Connected Lives graph</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/graphiql/graphiql.css">
    <style>${style}</style>
  </head>
  <body>
    <header>
      <label>Sign in as <select id="person"></select></label>
      <span id="status" role="status"></span>
    </header>
    <main id="graphiql">Loading…</main>
    <script type="application/json" id="settings">${json}</script>
    <script src="/graphiql/react.js"></script>
    <script src="/graphiql/react-dom.js"></script>
    <script src="/graphiql/graphiql.js"></script>
    <script type="module" src="/graphiql/page.js"></script>
  </body>
</html>
`;
  const issuer = new URL(settings.devTokenUrl).origin;
  return {
    contentType: 'text/html; charset=utf-8',
    body: Buffer.from(html),
    headers: {
      'cache-control': 'no-store',
      // The editor sets styles on elements, which a hash cannot name.
      'content-security-policy': [
        `default-src 'none'`,
        `script-src 'self'`,
        `style-src-elem 'self' 'unsafe-inline'`,
        `style-src-attr 'unsafe-inline'`,
        `img-src 'self' data:`,
        `font-src 'self' data:`,
        `connect-src 'self' ws: wss: ${issuer}`,
        `base-uri 'none'`,
        `form-action 'none'`,
        `frame-ancestors 'none'`,
      ].join('; '),
      'x-content-type-options': 'nosniff',
    },
  };
}

function packaged(name: keyof typeof PACKAGES, path: string): Buffer {
  return readFileSync(join(dirname(PACKAGES[name]), path));
}
