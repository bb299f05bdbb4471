import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { FIXTURES, scanWorld } from '../support/scan-world.ts';

test('most of a library gone at once is not believed until somebody says so', async () => {
  const world = await scanWorld(undefined, ['Music']);
  try {
    const replay = ['--replay', join(FIXTURES, 'cassettes')];
    await world.scan(replay);
    const root = join(world.library, 'Music');
    await rename(join(root, 'Alan Vega'), join(world.folder, 'Alan Vega'));
    await rename(join(root, 'Pink Floyd'), join(world.folder, 'Pink Floyd'));
    const missing = async () => {
      const store = await openStore(world.store, { readonly: true });
      const { files } = await store.unit(root, 'Pink Floyd');
      await store.close();
      return files.filter((file) => file.missingSince !== undefined).length;
    };
    const doubted = await world.scan(replay);
    expect(doubted.events.filter((event) => event.type === 'warning').map((event) => event.code)).toContain(
      'ROOT_DROPPED',
    );
    expect([doubted.summary.rows.changed, await missing()]).toEqual([0, 0]);
    await world.scan([...replay, '--accept-missing']);
    expect(await missing()).toBe(10);
  } finally {
    await world.remove();
  }
});
