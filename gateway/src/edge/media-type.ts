export const GRAPHQL_RESPONSE = 'application/graphql-response+json';
const JSON_RESPONSE = 'application/json';
export const EVENT_STREAM = 'text/event-stream';

export type MediaType = typeof GRAPHQL_RESPONSE | typeof JSON_RESPONSE | typeof EVENT_STREAM;

/**
 * Which of our media types a client would rather have, by the order of its `Accept` header and its
 * weights. A client that does not say gets what every client understands. `undefined`: none will do.
 */
export function chooseMediaType(accept: string | undefined): MediaType | undefined {
  if (accept === undefined || accept.trim() === '') {
    return JSON_RESPONSE;
  }
  let best: MediaType | undefined;
  let bestWeight = 0;
  for (const range of accept.toLowerCase().split(',')) {
    const [name, ...parameters] = range.split(';').map((part) => part.trim());
    const weight = weightOf(parameters);
    const offered = offer(name ?? '');
    if (offered !== undefined && charsetSuits(parameters) && weight > bestWeight) {
      best = offered;
      bestWeight = weight;
    }
  }
  return best;
}

function offer(range: string): MediaType | undefined {
  switch (range) {
    case GRAPHQL_RESPONSE:
    case EVENT_STREAM:
      return range;
    case JSON_RESPONSE:
    case 'application/*':
    case '*/*':
      return JSON_RESPONSE;
    default:
      return undefined;
  }
}

function weightOf(parameters: readonly string[]): number {
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return weight === undefined ? 1 : Number(weight.slice(2)) || 0;
}

function charsetSuits(parameters: readonly string[]): boolean {
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return charset === undefined || /^charset="?utf-?8"?$/.test(charset);
}
