import fs, { constants } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { HUNG } from './hung.ts';

// A reader thread on a disk that does not answer: a file with this name is opened as a pipe that nobody writes to, in
// blocking mode, so that the kernel keeps the thread as a dead network mount does.
const open = fs.openSync;
fs.openSync = (path, flags, mode) =>
  String(path).includes(`/${HUNG}-`) ? open(path, constants.O_RDONLY) : open(path, flags, mode);
syncBuiltinESMExports();
await import('../../../src/media/reader/reader-thread.ts');
