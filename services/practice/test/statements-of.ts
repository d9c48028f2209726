import { jest } from '@jest/globals';
import pg from 'pg';

/** The texts of the statements that reach PostgreSQL while something is done. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = jest.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return query.mock.calls.map(([asked]: unknown[]) =>
      typeof asked === 'string' ? asked : ((asked as { text?: string }).text ?? ''),
    );
  } finally {
    query.mockRestore();
  }
}
