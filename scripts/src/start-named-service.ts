import { financeService } from '@connected-lives/finance/finance.service';
import type { FeedSource } from '@connected-lives/kit/feed-source';
import type { Logger } from '@connected-lives/kit/log';
import { type RunningService, startService } from '@connected-lives/kit/service';
import type { ServiceName } from '@connected-lives/kit/service-name';
import { peopleService } from '@connected-lives/people/people.service';
import { practiceService } from '@connected-lives/practice/practice.service';
import type { TracerProvider as Tracers } from '@opentelemetry/api';

export interface NamedServiceSettings {
  readonly databaseUrl: string;
  readonly replicaUrl?: string | undefined;
  readonly logger: Logger;
  /** Where there are tracers, the service gets one of its own name. */
  readonly tracers?: Tracers | undefined;
  readonly sources: Readonly<Record<ServiceName, () => FeedSource>>;
  readonly clock?: (() => Date) | undefined;
}

/** Starts one of the three services by its name. It follows the others' feeds, and never its own. */
export function startNamedService(
  name: ServiceName,
  { databaseUrl, replicaUrl, logger, tracers, sources, clock }: NamedServiceSettings,
): Promise<RunningService> {
  const settings = {
    databaseUrl,
    ...(replicaUrl !== undefined && { readDatabaseUrl: replicaUrl }),
    ...(clock !== undefined && { clock }),
    logger,
    tracer: tracers?.getTracer(name),
    sources,
  };
  const starts = {
    people: () => startService(peopleService, settings),
    practice: () => startService(practiceService, settings),
    finance: () => startService(financeService, settings),
  };
  return starts[name]();
}
