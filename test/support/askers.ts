import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

const reportSchema = z.object({
  outcomes: z.array(z.string()),
  health: z.object({
    requests: z.number(),
    waits: z.number(),
    waitedMs: z.number(),
    hits: z.object({ memory: z.number(), redis: z.number(), local: z.number() }),
  }),
  troubles: z.array(z.string()),
});
export type AskerReport = z.infer<typeof reportSchema>;

interface Asker {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: Interface;
}

/** Starts processes of test/cache/asker.ts, one for each list of arguments, lets them begin together, and gives their reports. */
export async function runAskers(all: readonly (readonly string[])[]): Promise<AskerReport[]> {
  const askers: Asker[] = all.map((args) => {
    const script = [join('scripts', 'run-ts.js'), join('test', 'cache', 'asker.ts'), ...args];
    const child = spawn(process.execPath, script, { stdio: ['pipe', 'pipe', 'inherit'] });
    return { child, lines: createInterface(child.stdout) };
  });
  try {
    await Promise.all(askers.map(({ lines }) => once(lines, 'line')));
    const reports = askers.map(({ lines }) => once(lines, 'line'));
    for (const { child } of askers) child.stdin.write('go\n');
    return (await Promise.all(reports)).map(([line]) => reportSchema.parse(JSON.parse(String(line))));
  } finally {
    for (const { child } of askers) child.kill();
  }
}
