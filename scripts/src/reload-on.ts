import { readFile } from 'node:fs/promises';
import type { RunningGateway } from '@connected-lives/gateway/gateway';
import type { Logger } from '@connected-lives/kit/log';
import { SUPERGRAPH_PATH } from './project-root.ts';
import { readTrustedDocuments } from './schema/stored-operations.ts';

/**
 * Has a gateway take the supergraph and the stored operations anew at a signal. One that comes while
 * the gateway is still starting does nothing: it is reading them anyway.
 */
export function reloadOn(
  signal: NodeJS.Signals,
  logger: Logger,
): { serve(gateway: RunningGateway): void } {
  let serving: RunningGateway | undefined;
  process.on(signal, () => {
    if (serving !== undefined) {
      void reload(serving, logger);
    }
  });
  return {
    serve(gateway) {
      serving = gateway;
    },
  };
}

/** Whatever is wrong with the files, the gateway goes on with what it has. */
async function reload(gateway: RunningGateway, logger: Logger): Promise<void> {
  try {
    const [supergraphSdl, trustedDocuments] = await Promise.all([
      readFile(SUPERGRAPH_PATH, 'utf8'),
      readTrustedDocuments(),
    ]);
    gateway.reload(supergraphSdl, trustedDocuments);
    logger.info('supergraph taken anew');
  } catch (error) {
    logger.error(
      { reason: error instanceof Error ? error.message : String(error) },
      'supergraph not taken: the gateway goes on with the one it has',
    );
  }
}
