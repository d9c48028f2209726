import { RequestRefusal } from '../errors/request-refusal.ts';
import { DEFAULT_LIMITS } from '../limits/limits.ts';
import { OperationStore } from '../plan/operation-store.ts';
import { readSupergraph } from '../plan/supergraph.ts';

/**
 * Says of a document why a gateway over this supergraph would refuse it, or null when it would not:
 * the same validation, limits and planner as answer clients. A page size that comes as a variable
 * is taken to be what the graph gives when nobody says.
 */
export function createDocumentCheck(supergraphSdl: string): (text: string) => string | null {
  const operations = new OperationStore(readSupergraph(supergraphSdl), {
    limits: DEFAULT_LIMITS,
    weights: {},
    introspection: false,
    suggestions: true,
    documentsMax: 1,
    slowFields: new Set(),
  });
  return (text) => {
    try {
      operations.prepare(text, null, {}).compiledFor({});
      return null;
    } catch (refusal) {
      if (refusal instanceof RequestRefusal) {
        return refusal.errors.map(({ message }) => message).join(' ');
      }
      throw refusal;
    }
  };
}
