import type { ServiceUrls } from '../gateways/gateway-settings.ts';
import { answerParent } from '../processes/answer-parent.ts';
import { eachService } from './each-service.ts';
import { BodyServer } from './body-server.ts';

export interface RememberingSettings {
  /** The services that know the answers. */
  readonly services: ServiceUrls;
  /** Of the one viewer in whose name they are asked. */
  readonly token: string;
}

export interface Remembering {
  readonly urls: ServiceUrls;
}

/**
 * Stands in front of the services and remembers each answer by the body that asked for it. Once
 * everything has been asked it costs next to nothing, so that the gateway is all that is measured.
 */
answerParent(async ({ services, token }: RememberingSettings) => {
  const servers = await eachService((name) =>
    BodyServer.start(async (body) => {
      const response = await fetch(`${services[name]}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body,
      });
      const answer = await response.text();
      if (!response.ok) {
        throw new Error(`${name} answered ${String(response.status)}: ${answer}`);
      }
      return answer;
    }),
  );
  const ready: Remembering = {
    urls: await eachService((name) => Promise.resolve(servers[name].url)),
  };
  return {
    ready,
    async stop() {
      await eachService((name) => servers[name].stop());
    },
  };
});
