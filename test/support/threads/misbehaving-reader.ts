import { appendFileSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ThreadJob } from '../../../src/media/reader/protocol.ts';
import { serveJobs } from '../../../src/media/reader/serve.ts';

const BURN_MS = 60;

/** Works until it has had so much CPU. */
function burn(ms: number): void {
  const before = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(before);
    if (user + system > ms * 1000) return;
  }
}

/** What each job does is the name of its file. */
const DEEDS = {
  /** Never ends. */
  loop: () => {
    for (;;);
  },
  /** Never ends at the first try. */
  'loop-once': (path: string) => {
    if (existsSync(path)) return;
    writeFileSync(path, '');
    for (;;);
  },
  burn: () => burn(BURN_MS),
  crash: () => {
    throw new Error('a defect of a reader');
  },
  exit: () => process.exit(0),
  /** More JavaScript objects than a thread may have. */
  memory: () => {
    const all: object[] = [];
    for (;;) all.push({ one: all.length });
  },
} as const;

function isDeed(name: string): name is keyof typeof DEEDS {
  return Object.hasOwn(DEEDS, name);
}

serveJobs<ThreadJob, string>(({ path }, heartbeat) => {
  const name = basename(path).replace(/\..*/, '');
  // A pipe in blocking mode: the kernel keeps the thread until another process writes to it.
  if (name === 'stuck') heartbeat.call(() => openSync(path, 'r'));
  else if (name === 'log') appendFileSync(path, '.');
  else if (isDeed(name)) DEEDS[name](path);
  return `${basename(path)} is read`;
});
