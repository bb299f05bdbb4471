import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPostgresStore } from '../../../src/store/postgres/open.ts';
import { groupSave, MOVIES } from '../drafts.ts';
import { type FreshSchema, freshSchema } from './fresh.ts';

let schema: FreshSchema;
beforeEach(() => {
  schema = freshSchema();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await schema.remove();
});

test('hundreds of units are read for comparison in one round trip', async () => {
  const store = await openPostgresStore(schema.url);
  await store.saveGroups(Array.from({ length: 300 }, (_, index) => groupSave({ key: `m${index}` })));
  const query = vi.spyOn(Client.prototype, 'query');
  expect(await store.storedUnits(MOVIES.root, { limit: 512 })).toHaveLength(300);
  expect(query).toHaveBeenCalledTimes(1);
  // The beginning of the transaction, files, groups, and the end, for which nobody waits.
  query.mockClear();
  const names = Array.from({ length: 300 }, (_, index) => `m${index}`);
  expect(await store.knownUnits(MOVIES.root, names)).toHaveLength(300);
  expect(query).toHaveBeenCalledTimes(4);
  await store.close();
});
