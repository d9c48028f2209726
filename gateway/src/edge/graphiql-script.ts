/**
 * The script of the GraphiQL page, as the browser gets it. It keeps no token anywhere but in the
 * page's memory, and asks for a new one when the chosen person changes or the old one has run out.
 */
export const GRAPHIQL_SCRIPT = String.raw`
import { createClient } from './graphql-ws/client.js';

const { React, ReactDOM, GraphiQL } = window;
const settings = JSON.parse(document.getElementById('settings').textContent);
const person = document.getElementById('person');
const status = document.getElementById('status');

for (const { name, label } of settings.demoPeople) {
  person.append(new Option(label, name));
}
person.value = sessionStorage.getItem('person') ?? person.value;

let token;
async function authorization() {
  if (token === undefined || token.person !== person.value || token.until < Date.now()) {
    const response = await fetch(settings.devTokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:connected-lives:demo-person',
        client_id: 'council-demo',
        demo_person: person.value,
      }),
    });
    if (!response.ok) {
      throw new Error('Signing in as ' + person.value + ' failed: ' + response.status);
    }
    const body = await response.json();
    const lifetimeMs = (body.expires_in ?? 300) * 1000;
    token = { person: person.value, value: body.access_token, until: Date.now() + lifetimeMs - 5000 };
  }
  return 'Bearer ' + token.value;
}

let live;
function connectLive() {
  void live?.dispose();
  live = createClient({
    url: new URL('/graphql', location.href).href.replace(/^http/, 'ws'),
    connectionParams: async () => ({ authorization: await authorization() }),
    shouldRetry: () => true,
  });
}
connectLive();

person.addEventListener('change', () => {
  sessionStorage.setItem('person', person.value);
  status.textContent = 'You are ' + person.selectedOptions[0].label + '.';
  connectLive();
});

function isSubscription(params, options) {
  const definitions = options?.documentAST?.definitions ?? [];
  return definitions.some(
    (each) =>
      each.kind === 'OperationDefinition' &&
      each.operation === 'subscription' &&
      (!params.operationName || each.name?.value === params.operationName),
  );
}

async function fetcher(params, options) {
  if (isSubscription(params, options)) {
    return live.iterate(params);
  }
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      ...options?.headers,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: await authorization(),
    },
    body: JSON.stringify(params),
  });
  return response.json();
}

const tabs = settings.examples.map(({ query, variables }) => ({
  query,
  variables: variables && JSON.stringify(variables, null, 2),
}));
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher,
    ...(tabs.length > 0 ? { defaultTabs: tabs } : {}),
    isHeadersEditorEnabled: false,
    shouldPersistHeaders: false,
  }),
);
`;
