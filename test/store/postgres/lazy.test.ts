import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { groupSave, movieDraft } from '../drafts.ts';
import { temporaryFolder } from '../sqlite/folder.ts';
import { freshPostgres } from './fresh.ts';

/** The driver is part of the program, so it is known by what it alone loads: `dns` of node. Kysely is a package. */
const TELL = `process.on('exit', () => {
  const driver = process.moduleLoadList.includes('NativeModule dns') ? ['pg'] : [];
  const kysely = Object.keys(require.cache).some((path) => path.includes('node_modules/kysely/')) ? ['kysely'] : [];
  process.stderr.write('loaded ' + [...driver, ...kysely].join(' ') + '.');
});`;

test('who keeps a SQLite file never loads the driver of PostgreSQL', async () => {
  const folder = await temporaryFolder();
  const { schema, store, dispose } = await freshPostgres();
  await writeFile(folder.join('tell.cjs'), TELL);
  const sqlite = await openSqliteStore(folder.join('store.db'));
  for (const one of [sqlite, store]) await one.saveGroup(groupSave({ draft: movieDraft() }));
  await sqlite.close();
  const run = async (...args: string[]): Promise<string> => {
    const { stderr } = await promisify(execFile)(process.execPath, [
      '-r',
      folder.join('tell.cjs'),
      'bin/revenge.js',
      ...args,
    ]);
    return stderr;
  };
  expect(await run('--version')).toContain('loaded .');
  expect(await run('show', 'Heat', '--store', folder.join('store.db'))).toContain('loaded .');
  expect(await run('list', 'kind:movie', '--store', folder.join('store.db'))).toContain('loaded .');
  expect(await run('show', 'Heat', '--store', schema.url)).not.toContain('loaded .');
  await dispose();
  await folder.remove();
});
