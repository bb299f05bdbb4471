import { describe, expect, it } from 'vitest';
import { columnsOf, wantsColor } from '../../src/ui/output.ts';
import { createRenderer } from '../../src/ui/select.ts';
import { group } from './events.ts';
import { capture } from './streams.ts';
import { fakeTerminal } from './terminal.ts';

async function firstOutput(
  options: Omit<Parameters<typeof createRenderer>[0], 'stdout' | 'stderr'>,
  terminal: boolean,
) {
  const out = terminal ? fakeTerminal() : capture();
  const sink = await createRenderer({ ...options, stdout: out.stream, stderr: capture().stream });
  sink.emit(group());
  await sink.close();
  return out.text();
}

describe('createRenderer', () => {
  it('prints NDJSON with --json, on a terminal too', async () => {
    expect(JSON.parse(await firstOutput({ json: true, env: {} }, true))).toEqual(group());
  });

  it.each([
    ['into a pipe', {}, {}, false],
    ['with --plain', { plain: true }, {}, true],
    ['in CI', {}, { CI: 'true' }, true],
    ['on a dumb terminal', {}, { TERM: 'dumb' }, true],
  ])('prints plain lines %s', async (_when, flags, env, terminal) => {
    expect(await firstOutput({ ...flags, env }, terminal)).toBe('matched     The Matrix (1999): by radarr, 1 file\n');
  });

  it('is quiet on a terminal with --quiet', async () => {
    expect(await firstOutput({ quiet: true, env: {} }, true)).toBe('');
  });

  it('warns on stderr with --quiet', async () => {
    const [out, err] = [capture(), capture()];
    const sink = await createRenderer({ quiet: true, env: {}, stdout: out.stream, stderr: err.stream });
    sink.emit({ type: 'warning', code: 'X', message: 'something is odd' });
    await sink.close();
    expect([out.text(), err.text()]).toEqual(['', expect.stringContaining('something is odd')]);
  });

  it('draws on a terminal', async () => {
    const text = await firstOutput({ env: { CI: '0' } }, true);
    expect(text).toContain('✓');
    expect(text).toContain('The Matrix (1999)');
  });
});

describe('output', () => {
  it('knows when colours are not wanted', () => {
    expect(wantsColor({})).toBe(true);
    expect(wantsColor({ NO_COLOR: '' })).toBe(true);
    expect(wantsColor({ NO_COLOR: '1' })).toBe(false);
    expect(wantsColor({ TERM: 'dumb' })).toBe(false);
  });

  it('takes 80 columns where there is no terminal', () => {
    expect(columnsOf(capture().stream)).toBe(80);
    expect(columnsOf(fakeTerminal(61).stream)).toBe(61);
  });
});
