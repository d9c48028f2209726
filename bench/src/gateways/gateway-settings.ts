import type { ServiceName } from '@connected-lives/kit/service-name';
import type { Trust } from '../bench-issuer.ts';

export type ServiceUrls = Readonly<Record<ServiceName, string>>;

/** What every gateway of the comparison is started with. */
export interface PeerSettings {
  /** With the addresses of the subgraphs in it. */
  readonly supergraphSdl: string;
  /** As it comes, or as fast as its makers let it be. */
  readonly tuned: boolean;
}

export interface OurSettings extends Omit<PeerSettings, 'tuned'> {
  readonly subgraphUrls: ServiceUrls;
  readonly trust: Trust;
  /** The people service itself, whose events tell who left a team. */
  readonly peopleUrl: string;
  /** Says that the bearer is one of our processes: for that feed. */
  readonly serviceToken: string;
}

/** A composed graph has no addresses in it: which they are is for each installation to say. */
export function withAddresses(supergraphSdl: string, urls: ServiceUrls): string {
  return supergraphSdl.replaceAll(
    /@join__graph\(name: "(\w+)", url: ""\)/g,
    (_all, name: ServiceName) => `@join__graph(name: "${name}", url: "${urls[name]}/graphql")`,
  );
}
