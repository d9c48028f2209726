import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { type ApolloServer, HeaderMap } from '@apollo/server';

/** The least that stands between `node:http` and an Apollo Server. */
export function answerByApollo(apollo: ApolloServer): RequestListener {
  return (request, response) => {
    const answer = async (): Promise<void> => {
      const headers = new HeaderMap();
      for (const [name, value] of Object.entries(request.headers)) {
        headers.set(name, String(value));
      }
      const result = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method ?? 'POST',
          headers,
          search: '',
          body: JSON.parse(await text(request)) as unknown,
        },
        context: () => Promise.resolve({}),
      });
      response.writeHead(result.status ?? 200, Object.fromEntries(result.headers));
      response.end(result.body.kind === 'complete' ? result.body.string : '');
    };
    answer().catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      response.writeHead(500).end();
    });
  };
}
