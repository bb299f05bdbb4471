import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SCORER = resolve('..', 'shared', 'corpora', 'score.mjs');
const present = existsSync(SCORER);
if (!present) process.stderr.write(`NOT RUN: the shared file-name corpora are not here (${SCORER})\n`);
interface Score {
  readonly cases: number;
  readonly exact: number;
  readonly coreCases: number;
  readonly core: number;
}

const MUSIC = ['lidarr', 'beets', 'picard'];
/** The bar, a little below what is measured, so that a change for the worse is seen. */
const LEAST = { exact: 0.95, core: 0.97, coreOfSource: 0.91, music: 0.93 };

describe.skipIf(!present)('shared corpora', () => {
  const folder = mkdtempSync(join(tmpdir(), 'revenge-naming-'));
  let scores: { video: Score; sources: Record<string, Score> };

  beforeAll(async () => {
    const bundle = join(folder, 'parse.mjs');
    await build({
      entryPoints: ['bench/naming/parse-stdin.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: bundle,
      logLevel: 'silent',
    });
    scores = JSON.parse(
      execFileSync(process.execPath, [SCORER, '--json', '--', process.execPath, bundle], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      }),
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('reads video names as the suites of the field expect', () => {
    expect(scores.video.exact / scores.video.cases).toBeGreaterThanOrEqual(LEAST.exact);
    expect(scores.video.core / scores.video.coreCases).toBeGreaterThanOrEqual(LEAST.core);
  });

  it('has no weak source', () => {
    for (const [source, score] of Object.entries(scores.sources)) {
      expect(score.core / score.coreCases, source).toBeGreaterThanOrEqual(
        MUSIC.includes(source) ? LEAST.music : LEAST.coreOfSource,
      );
    }
  });
});
