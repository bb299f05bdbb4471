import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../src/cli/main.ts';
import { startDemoServices } from '../test/demo/services/serve.ts';
import { writeDemoLibrary } from '../test/demo/write-library.ts';

/*
 * Writes test/fixtures/library and test/fixtures/cassettes anew: the media from test/demo/library.ts, the cassettes by a
 * scan with --record against services that answer from the facts. Usage: npm run demo
 */
const fixtures = join('test', 'fixtures');
await rm(join(fixtures, 'library'), { recursive: true, force: true });
await writeDemoLibrary(join(fixtures, 'library'));
