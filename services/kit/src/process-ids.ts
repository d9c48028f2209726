/**
 * The ids under which the council's own processes stand in logs and events: one each, so that a line
 * says which of them it was. `…0007` is taken by whoever sets a limit by hand (docs/running.md).
 */
export const PROCESS_IDS = {
  eventFeed: '00000000-0000-7000-8000-000000000001',
  consumer: '00000000-0000-7000-8000-000000000002',
  sealer: '00000000-0000-7000-8000-000000000003',
  lookFeed: '00000000-0000-7000-8000-000000000004',
  /** No process: stands for a team in the events that the privacy officer follows. */
  privacyOffice: '00000000-0000-7000-8000-000000000005',
  logCheck: '00000000-0000-7000-8000-000000000006',
  /** Whoever asks without an access token. */
  public: '00000000-0000-7000-8000-000000000008',
  job: '00000000-0000-7000-8000-000000000009',
} as const;
