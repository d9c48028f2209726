import { SERVICE_NAMES, type ServiceName } from '@connected-lives/kit/service-name';

/** The same for each of the three services, at once. */
export async function eachService<T>(
  make: (name: ServiceName) => Promise<T>,
): Promise<Record<ServiceName, T>> {
  const made = await Promise.all(
    SERVICE_NAMES.map(async (name): Promise<[ServiceName, T]> => [name, await make(name)]),
  );
  return Object.fromEntries(made) as Record<ServiceName, T>;
}
