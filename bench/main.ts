import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeLibrary } from './library.ts';
import { sideBySide, timeNode } from './measure.ts';

/*
 * Every number is a ratio against a baseline that runs side by side with it, in turns, on the same tree.
 * Usage: npm run bench -- [--files 20000] [--rounds 5]
 */
const { values } = parseArgs({
  options: { files: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '5' } },
});
const files = Number(values.files);
const rounds = Number(values.rounds);
const cli = join('bin', 'revenge.js');
const folder = await mkdtemp(join(tmpdir(), 'revenge-bench-'));
try {
  const library = join(folder, 'library');
  print(`Writing a library of ${files} files …`);
  const written = await writeLibrary(library, files);
  const config = join(folder, 'revenge.config.yaml');
  await writeFile(
    config,
    `libraries:
  - { name: Movies, path: library/Movies, kind: movies }
  - { name: TV, path: library/TV, kind: tv }
  - { name: Music, path: library/Music, kind: music }
store: library.sqlite
sources:
  musicbrainz: false
  coverartarchive: false
`,
  );
  const scan = { name: 'scan', args: [cli, 'scan', '--config', config, '--json'] };
  const walk = { name: 'plain walk', args: [join('bench', 'plain-walk.js'), library] };
  timeNode(walk);
  const cold = timeNode(scan);
  const coldWalk = timeNode(walk);
  row('cold scan / plain walk', cold / coldWalk, `${cold.toFixed(2)} s, ${Math.round(written / cold)} files/s`);
  const [rescan = 0, plain = 0] = sideBySide([scan, walk], rounds);
  row('unchanged re-scan / plain walk', rescan / plain, `${rescan.toFixed(3)} s / ${plain.toFixed(3)} s, bar ≤ 4`);

  const demo = ['--config', join('test', 'fixtures', 'revenge.config.yaml'), '--store', join(folder, 'demo.sqlite')];
  const artwork = { REVENGE_ARTWORK_FOLDER: join(folder, 'artwork') };
  timeNode({
    name: 'demo',
    args: [cli, 'scan', ...demo, '--replay', join('test', 'fixtures', 'cassettes')],
    env: artwork,
  });
  const [bare = 0, version = 0, show = 0] = sideBySide(
    [
      { name: 'bare node', args: ['-e', '0'] },
      { name: '--version', args: [cli, '--version'] },
      { name: 'show', args: [cli, 'show', ...demo, 'tmdb:603'] },
    ],
    rounds * 4,
  );
  row('--version / bare node', version / bare, `${ms(version)} / ${ms(bare)}, bar ≤ 1.6`);
  row('show / bare node', show / bare, `${ms(show)} / ${ms(bare)}, bar ≤ 3.5`);
  await peakMemory(config);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function peakMemory(config: string): Promise<void> {
  const { spawnSync } = await import('node:child_process');
  for (const [name, store] of [
    ['cold scan', 'second.sqlite'],
    ['unchanged re-scan', 'library.sqlite'],
  ] as const) {
    const args = [cli, 'scan', '--config', config, '--store', join(folder, store), '--json'];
    const result = spawnSync(process.execPath, args, { maxBuffer: 1 << 30 });
    const last = result.stdout.toString().trim().split('\n').at(-1) ?? '{}';
    const event: unknown = JSON.parse(last);
    const summary = typeof event === 'object' && event !== null && 'summary' in event ? event.summary : undefined;
    const bytes =
      typeof summary === 'object' && summary !== null && 'peakRss' in summary ? Number(summary.peakRss) : Number.NaN;
    row(`peak RSS of a ${name}`, bytes / 2 ** 20, 'MiB, bar ≤ 250');
  }
}

function row(name: string, value: number, detail: string): void {
  print(`${name.padEnd(34)} ${value.toFixed(2).padStart(8)}   ${detail}`);
}

function ms(seconds: number): string {
  return `${(seconds * 1000).toFixed(0)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
