import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const LAUNCHER = fileURLToPath(new URL('../../bin/revenge.js', import.meta.url));

function start(...argv: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [LAUNCHER, ...argv]);
}

async function finished(child: ChildProcessWithoutNullStreams) {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const [code, signal] = await once(child, 'close');
  return { code, signal, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
}

describe('the launcher', () => {
  it('prints the version of the package', async () => {
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await finished(start('--version'))).toEqual({ code: 0, signal: null, out: `${version}\n`, err: '' });
  });

  it('gives the exit code of the command', async () => {
    expect(await finished(start('nonsense'))).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('[USAGE]'),
    });
  });

  it('ends on SIGTERM though nobody takes its output', async () => {
    const child = start('parse', '--json');
    child.stdin.on('error', () => undefined);
    child.stdin.write('Alien (1979).mkv\n'.repeat(20_000));
    await once(child.stdout, 'readable');
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(130);
    child.stdout.destroy();
  });

  it('answers line by line, before its input ends', async () => {
    const child = start('parse', '--json');
    child.stdin.write('Alien (1979).mkv\n');
    const [first] = await once(child.stdout, 'data');
    expect(JSON.parse(String(first))).toMatchObject({ title: 'Alien', year: 1979 });
    child.stdin.end();
    expect(await finished(child)).toMatchObject({ code: 0, out: '' });
  });

  it('keeps the order of thousands of names', async () => {
    const child = start('parse', '--json');
    const names = Array.from({ length: 5000 }, (_, index) => `Film ${index} (1999).mkv`);
    child.stdin.end(names.join('\n'));
    const { code, out } = await finished(child);
    expect(code).toBe(0);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).input),
    ).toEqual(names);
  });

  it('ends quietly when the reader goes away', async () => {
    const child = start('parse');
    child.stdin.on('error', () => undefined);
    const done = once(child, 'close');
    const err: string[] = [];
    child.stderr.on('data', (chunk) => err.push(String(chunk)));
    child.stdout.destroy();
    const endless = setInterval(() => child.stdin.write('Alien (1979).mkv\n'.repeat(100)), 1);
    const [code, signal] = await done;
    clearInterval(endless);
    expect({ code, signal, err: err.join('') }).toEqual({ code: 0, signal: null, err: '' });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('stops in good order on %s', async (signal) => {
    const child = start('parse');
    child.stdin.write('Alien (1979).mkv\n');
    await once(child.stdout, 'data');
    child.kill(signal);
    expect(await finished(child)).toMatchObject({
      code: 130,
      signal: null,
      err: 'revenge: interrupted [INTERRUPTED]\n',
    });
  });
});
