import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { describeStore } from '../contract/suite.ts';
import { temporaryFolder } from './folder.ts';

describeStore('SQLite', async () => {
  const folder = await temporaryFolder();
  const store = await openSqliteStore(folder.join('store.db'));
  return {
    store,
    dispose: async () => {
      await store.close();
      await folder.remove();
    },
  };
});
