import { rm } from 'node:fs/promises';
import { writeDemoLibrary } from '../test/demo/write-library.ts';

/* Writes test/fixtures/library anew. Usage: npm run demo:library */
const root = 'test/fixtures/library';
await rm(root, { recursive: true, force: true });
await writeDemoLibrary(root);
