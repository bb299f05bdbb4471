import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// Preloaded into every thread of a spawned program by NODE_OPTIONS. Notes each open of a file below REVENGE_TEST_WATCH in
// REVENGE_TEST_OPENS, and lets it fail with the errno code REVENGE_TEST_FAULT where that is set.
const { REVENGE_TEST_WATCH: root = '/nowhere', REVENGE_TEST_OPENS: log, REVENGE_TEST_FAULT: fault } = process.env;
const open = fs.openSync;
fs.openSync = (path, flags, mode) => {
  if (!String(path).startsWith(`${root}/`)) return open(path, flags, mode);
  if (log !== undefined) {
    const descriptor = open(log, 'a');
    fs.writeSync(descriptor, `${path}\n`);
    fs.closeSync(descriptor);
  }
  if (fault !== undefined) throw Object.assign(new Error(`${fault}: open '${path}'`), { code: fault });
  return open(path, flags, mode);
};
syncBuiltinESMExports();
