import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unifiedHunks } from '../../src/util/unified-diff.ts';
import { randomNumbers } from '../support/media/mutate.ts';

const lines = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`);

describe('a unified diff', () => {
  it('of equal texts is empty', () => {
    expect(unifiedHunks('a\nb\n', 'a\nb\n')).toEqual([]);
    expect(unifiedHunks('', '')).toEqual([]);
  });

  it('shows three lines around a change', () => {
    const before = lines(1, 20).join('');
    expect(unifiedHunks(before, before.replace('line 10\n', 'new\n'))).toEqual([
      '@@ -7,7 +7,7 @@',
      ...[' line 7', ' line 8', ' line 9', '-line 10', '+new', ' line 11', ' line 12', ' line 13'],
    ]);
  });

  it('says where the last line has no end', () => {
    expect(unifiedHunks('a', 'a\n')).toEqual(['@@ -1,1 +1,1 @@', '-a', '\\ No newline at end of file', '+a']);
  });

  it('of very long texts shows all of the part that differs as changed', () => {
    const before = lines(1, 3000);
    const after = lines(1, 3000).map((line, index) => (index % 2 === 0 ? line : `${index} other\n`));
    const shown = unifiedHunks(before.join(''), after.join(''));
    expect(shown.filter((line) => line.startsWith('-'))).toHaveLength(2999);
  });
});

describe('git apply makes the new text of the old one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'revenge-diff-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const random = randomNumbers(7);
  const text = (): string =>
    Array.from({ length: random(30) }, () => 'abcdefg'[random(7)]).join('\n') + (random(2) === 0 ? '\n' : '');

  it.each(Array.from({ length: 25 }, (_, round) => [round]))('round %i', () => {
    const [before, after] = [text(), text()];
    const [file, patch] = [join(folder, 'file'), join(folder, 'patch')];
    writeFileSync(file, before);
    const hunks = unifiedHunks(before, after);
    if (hunks.length === 0) {
      expect(before).toBe(after);
      return;
    }
    writeFileSync(patch, `--- file\n+++ file\n${hunks.join('\n')}\n`);
    execFileSync('git', ['apply', '--unidiff-zero', '--allow-empty', 'patch'], { cwd: folder });
    expect(readFileSync(file, 'utf8')).toBe(after);
  });
});
