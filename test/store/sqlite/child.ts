import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PRELUDE = `
  import { openDatabase } from './src/store/sqlite/database.ts';
  import { SCHEMA_STEPS } from './src/store/sqlite/migrations/list.ts';
  import { openSqliteStore } from './src/store/sqlite/open.ts';
  import { lockStore } from './src/store/sqlite/lock.ts';
  import { groupSave, movieDraft } from './test/store/drafts.ts';
  const path = process.argv.at(-1);
  // Whoever may write everything cannot tell what may not be written.
  const asNobody = () => {
    if (process.getuid() !== 0) return;
    process.setgid(65534);
    process.setuid(65534);
  };
  const say = (word) => process.stdout.write(word + '\\n');
`;

/** Another process that works on a store. */
export interface Child {
  readonly pid: number | undefined;
  /** Resolves when it has said this line. */
  said(line: string): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Resolves when it has ended by itself; throws what it complained of. */
  ended(): Promise<void>;
}

/** Runs a script in a process of its own; in it are `path`, `say(line)`, `asNobody()`, the store's functions and drafts. */
export async function child(script: string, path: string): Promise<Child> {
  const bundle = await build({
    stdin: { contents: PRELUDE + script, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  const code = bundle.outputFiles.map((file) => file.text).join('');
  const running = spawn(process.execPath, ['--input-type=module', '-', path], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.stdin.end(code);
  let output = '';
  let complaints = '';
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  running.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const ended = once(running, 'close');
  return {
    pid: running.pid,
    said: async (line) => {
      while (!output.split('\n').includes(line)) {
        const ended = await Promise.race([once(running.stdout, 'data'), once(running, 'close').then(() => 'ended')]);
        if (ended === 'ended' && !output.split('\n').includes(line))
          throw new Error(`It never said "${line}": ${complaints}`);
      }
    },
    kill: async () => {
      running.kill('SIGKILL');
      await ended;
    },
    ended: async () => {
      await ended;
      if (running.exitCode !== 0) throw new Error(complaints);
    },
  };
}
