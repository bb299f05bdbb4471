import { join } from 'node:path';
import { run, sideBySide } from '../measure.ts';
import { CLI, scanOf } from '../revenge.ts';
import { atMost, type Bench, costText } from '../row.ts';

/** More rounds than others have: a run takes some hundredths of a second. */
const MORE = 4;

/** Short commands on the demo's store, and an empty scan, as multiples of a Node.js that does nothing. */
export const startUp: Bench = async ({ folder, rounds }) => {
  const demo = ['--config', join('test', 'fixtures', 'revenge.config.yaml'), '--store', join(folder, 'demo.sqlite')];
  const env = { REVENGE_ARTWORK_FOLDER: join(folder, 'artwork') };
  const cassettes = join('test', 'fixtures', 'cassettes');
  await run({ name: 'demo scan', args: [CLI, 'scan', ...demo, '--replay', cassettes], env });
  const { again } = scanOf(folder, 'empty', [{ name: 'Empty', path: join(folder, 'nothing'), kind: 'movies' }]);
  const { mkdirSync } = await import('node:fs');
  mkdirSync(join(folder, 'nothing'), { recursive: true });
  const commands = [
    { name: '--version', args: [CLI, '--version'], limit: undefined },
    { name: 'parse', args: [CLI, 'parse', 'The.Matrix.1999.1080p.mkv'], limit: 1.3 },
    { name: 'show', args: [CLI, 'show', ...demo, 'tmdb:603'], limit: 1.8 },
    { name: 'list', args: [CLI, 'list', ...demo], limit: 2 },
    { name: 'config', args: [CLI, 'config', ...demo], limit: undefined },
    { name: 'empty scan', args: again.args, limit: undefined },
  ];
  const [bare, ...costs] = await sideBySide([{ name: 'bare node', args: ['-e', '0'] }, ...commands], rounds * MORE);
  return commands.flatMap(({ name, limit }, index) => {
    const cost = costs[index];
    if (bare === undefined || cost === undefined) return [];
    const detail = `${costText(cost)} / ${costText(bare)}`;
    const bar = limit === undefined ? {} : { bar: atMost(limit) };
    return [{ name: `${name} / bare node, wall`, ratio: cost.wall / bare.wall, detail, ...bar }];
  });
};
