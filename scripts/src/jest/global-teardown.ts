/** Jest calls this in the process that ran the global setup, which left the cluster there. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.councilTestCluster?.stop();
}
