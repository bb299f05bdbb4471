import { readFile } from './read-file.ts';
import { serveJobs } from './serve.ts';

// Runs in a thread of its own: started by `shared.ts`, bundled by scripts/build.js as an entry.
serveJobs(readFile);
