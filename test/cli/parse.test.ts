import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { capture } from '../ui/streams.ts';
import { runCli } from './run-cli.ts';

const MATRIX = 'The.Matrix.1999.1080p.BluRay.x264-GROUP.mkv';

function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('parse', () => {
  it('prints what a name says for a person', async () => {
    const { code, out } = await runCli(['parse', MATRIX, 'Show.S01E02E03.720p.mkv']);
    expect(code).toBe(0);
    expect(out).toBe(
      `${MATRIX}\n  movie: The Matrix (1999)\n  1080p, bluray, h264, group GROUP\nShow.S01E02E03.720p.mkv\n  episode: Show S01E02E03\n  720p\n`,
    );
  });

  it('prints one object a line with --json, the rules with --explain', async () => {
    const { out } = await runCli(['parse', '--json', MATRIX]);
    expect(jsonLines(out)).toEqual([expect.objectContaining({ input: MATRIX, title: 'The Matrix', year: 1999 })]);
    const explained = await runCli(['parse', '--json', '--explain', MATRIX]);
    expect(jsonLines(explained.out)[0]?.claims).toContainEqual(
      expect.objectContaining({ field: 'year', value: 1999, text: '1999' }),
    );
    const same = await runCli(['explain', MATRIX]);
    expect(same.out).toBe((await runCli(['parse', '--explain', MATRIX])).out);
    expect(same.out).toContain('read as movie "The Matrix"');
  });

  it('reads names from standard input: one line each, whatever stands in it and wherever it is cut', async () => {
    const input = Buffer.concat([
      Buffer.from(`${MATRIX}\r\n\nAm\u00e9lie (2001).mkv\nbroken \u001b[2J `),
      Buffer.from([0xff]),
      Buffer.from('.mkv'),
    ]);
    for (const size of [1, 7, 1000]) {
      const chunks = Array.from({ length: Math.ceil(input.length / size) }, (_, index) =>
        input.subarray(index * size, (index + 1) * size),
      );
      const { out } = await runCli(['parse', '--json'], { stdin: Readable.from(chunks) });
      expect(jsonLines(out).map((reading) => reading.input)).toEqual([
        MATRIX,
        '',
        'Am\u00e9lie (2001).mkv',
        'broken \u001b[2J \udcff.mkv',
      ]);
    }
  });

  it('shows hostile names escaped', async () => {
    const { out } = await runCli(['parse', 'a\u001b]0;x\u0007\u202e (1999).mkv']);
    expect(out).toContain('a\\x1b]0;x\\x07\\u202e (1999).mkv');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that they are not there is the test
    expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  it('takes the kind of the library into account', async () => {
    const { code, out } = await runCli(['parse', '--kind', 'movies', '--json', 'Apollo 13 (1995).mkv']);
    expect(code).toBe(0);
    expect(jsonLines(out)[0]).toMatchObject({ type: 'movie', year: 1995 });
  });

  it('refuses a line that is no name', async () => {
    const { code, err } = await runCli(['parse'], { stdin: Readable.from(['a\n', 'x'.repeat(70_000)]) });
    expect(code).toBe(2);
    expect(err).toContain('line 2 of standard input is longer than 65536 bytes [USAGE]');
  });

  it('asks for names where there is a terminal instead of input', async () => {
    const { code, err } = await runCli(['parse'], { stdin: Object.assign(Readable.from([]), { isTTY: true }) });
    expect(code).toBe(2);
    expect(err).toContain('no names given [USAGE]');
  });

  it('stops when it is interrupted while it waits for input', async () => {
    const controller = new AbortController();
    const running = runCli(['parse'], { stdin: new Readable({ read: () => undefined }), signal: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ code: 130, err: 'revenge: interrupted [INTERRUPTED]\n' });
  });

  it('stops reading when nobody reads what it prints', async () => {
    let lines = 0;
    const endless = new Readable({
      read() {
        lines++;
        this.push(`Film ${lines} (1999).mkv\n`);
      },
    });
    const closed = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const code = await main(['parse'], {
      stdin: endless,
      stdout: closed,
      stderr: capture().stream,
      env: {},
      cwd: '/',
      signal: new AbortController().signal,
    });
    expect(code).toBe(0);
  });
});
