import { privatePostgres } from '../test/support/private-postgres.ts';

/** Works with a PostgreSQL server: the one that `REVENGE_TEST_POSTGRES_URL` names, else one of the bench's own. */
export async function withPostgres<T>(work: (url: string) => Promise<T>): Promise<T> {
  const named = process.env.REVENGE_TEST_POSTGRES_URL;
  if (named !== undefined) return work(named);
  const server = await privatePostgres();
  try {
    await server.start();
    return await work(server.url);
  } finally {
    await server.remove();
  }
}

/** The same server, but another schema. */
export function inSchema(url: string, schema: string): string {
  const one = new URL(url);
  one.searchParams.set('schema', schema);
  return one.href;
}
