import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/ui/width.ts';
import { group, progress, provider, runSummary, started } from './events.ts';
import { type FakeTerminal, fakeTerminal } from './terminal.ts';

async function open(terminal: FakeTerminal, color = false) {
  const { createInkRenderer } = await import('../../src/ui/ink/renderer.tsx');
  return createInkRenderer({ stdout: terminal.stream, color });
}

async function until(terminal: FakeTerminal, text: string): Promise<void> {
  while (!terminal.screen().join('\n').includes(text)) await sleep(10);
}

describe('createInkRenderer', () => {
  it.each([80, 60, 40])('draws a run at %i columns and leaves rows and summary behind', async (columns) => {
    const terminal = fakeTerminal(columns);
    const sink = await open(terminal);
    sink.emit(started());
    sink.emit(progress('walk', 5, 5));
    sink.emit({ type: 'provider', provider: provider() });
    sink.emit({ type: 'working', stage: 'identify', what: 'Alien (1979)' });
    sink.emit(group());
    await until(terminal, 'identifying Alien (1979)');
    expect(terminal.cursorShown()).toBe(false);
    expect(terminal.screen()[0]).toMatch(/^✓ matched {5}The Matrix \(1999\)/);
    expect(terminal.screen().filter((line) => line.startsWith('revenge scan'))).toHaveLength(1);

    sink.emit(group({ title: 'Alien', year: 1979 }));
    sink.emit({ type: 'summary', summary: runSummary() });
    await sink.close();
    expect(terminal.cursorShown()).toBe(true);
    const screen = terminal.screen();
    expect(screen.filter((line) => line.includes('The Matrix (1999)'))).toHaveLength(1);
    expect(screen.filter((line) => line.includes('Alien (1979)'))).toHaveLength(1);
    expect(screen.join('\n')).not.toContain('revenge scan');
    expect(screen).toContainEqual(expect.stringMatching(/^Done in 3\.2 s: 1,234 files in 14 grou/));
    for (const line of screen) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
  });

  it.each([true, false])('leaves nothing of a wider view behind, told of the new size (%s) or not', async (told) => {
    const terminal = fakeTerminal(100);
    const sink = await open(terminal, true);
    sink.emit(started());
    sink.emit(group());
    sink.emit(progress('walk', 5, 5));
    sink.emit({ type: 'warning', code: 'NFO_INVALID', message: 'a long warning '.repeat(20) });
    await until(terminal, 'done');
    terminal.resize(60, told);
    sink.emit({ type: 'working', stage: 'identify', what: 'after the resize' });
    await until(terminal, 'after the resize');
    const screen = terminal.screen();
    expect(screen.filter((line) => line.startsWith('revenge scan'))).toHaveLength(1);
    expect(screen.filter((line) => line.includes('walk'))).toHaveLength(1);
    expect(screen.filter((line) => line.includes('matched     The Matrix'))).toHaveLength(1);
    for (const line of screen) expect(displayWidth(line)).toBeLessThanOrEqual(60);
    await sink.close();
    expect(terminal.cursorShown()).toBe(true);
    expect(terminal.screen().join('\n')).not.toContain('revenge scan');
  });

  it('hands many rows over in batches, each once', async () => {
    const terminal = fakeTerminal(80);
    const sink = await open(terminal);
    for (let index = 0; index < 60; index++) {
      sink.emit(group({ title: `Film ${index}.` }));
      if (index % 20 === 19) await until(terminal, `Film ${index}.`);
    }
    await sink.close();
    const titles = terminal.screen().map((line) => /Film (\d+)\./.exec(line)?.[1]);
    expect(titles).toEqual(Array.from({ length: 60 }, (_, index) => String(index)));
  });

  it('colours what it draws, and not where colours are not wanted', async () => {
    for (const color of [true, false]) {
      const terminal = fakeTerminal();
      const sink = await open(terminal, color);
      sink.emit(group());
      await sink.close();
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
      expect(/\u001b\[\d+m/.test(terminal.text())).toBe(color);
    }
  });

  it('survives a terminal that goes away', async () => {
    const terminal = fakeTerminal();
    const sink = await open(terminal);
    sink.emit(group());
    sink.emit({ type: 'summary', summary: runSummary() });
    terminal.stream.destroy();
    await expect(sink.close()).resolves.toBeUndefined();
  });
});
