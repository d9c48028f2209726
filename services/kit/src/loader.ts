import DataLoader from 'dataloader';

const BATCH_MAX = 500;

/**
 * One statement for all the keys that one answer asks for. Missing and out of reach are both null,
 * because row-level security makes them the same.
 */
export function loaderOne<Key, Row extends object>(
  read: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, Row | null> {
  return new DataLoader(
    async (keys) => {
      const rows = new Map((await read(keys)).map((row) => [keyOf(row), row]));
      return keys.map((key) => rows.get(key) ?? null);
    },
    { maxBatchSize: BATCH_MAX },
  );
}

/** The same for lists: every key gets its rows, in the order they were read. */
export function loaderMany<Key, Row extends object>(
  read: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, readonly Row[]> {
  return new DataLoader(
    async (keys) => {
      const rows = Map.groupBy(await read(keys), keyOf);
      return keys.map((key) => rows.get(key) ?? []);
    },
    { maxBatchSize: BATCH_MAX },
  );
}

/** Loaders that depend on arguments: one for each set of arguments, made when first asked for. */
export function loadersBy<Args extends object, Loader>(
  create: (args: Args) => Loader,
): (args: Args) => Loader {
  const loaders = new Map<string, Loader>();
  return (args) => {
    const key = JSON.stringify(args);
    let loader = loaders.get(key);
    if (loader === undefined) {
      loader = create(args);
      loaders.set(key, loader);
    }
    return loader;
  };
}

/** What an id leads to. Null when there is none, and when it is missing or out of reach. */
export function loadIfNamed<Row>(
  loader: { load(id: string): Promise<Row | null> },
  id: string | null,
): Promise<Row | null> | null {
  return id === null ? null : loader.load(id);
}
