import { join } from 'node:path';
import { type Cost, sideBySide } from '../measure.ts';
import { beetsImport } from '../peers/beets.ts';
import { exiftoolRead } from '../peers/exiftool.ts';
import { isInstalled } from '../peers/installed.ts';
import { mpdUpdate } from '../peers/mpd.ts';
import { scanOf } from '../revenge.ts';
import { atMost, type Bench, costText, type Row, type Skipped } from '../row.ts';
import { writeMusic } from '../trees/music.ts';

const FILES = 5000;

/** A first scan of tagged sound files without any source, beside what others take to read the same files. */
export const coldMusic: Bench = async ({ folder, rounds, scale }) => {
  const music = join(folder, 'music');
  const files = writeMusic(music, Math.round(FILES * scale));
  const { cold } = scanOf(folder, 'cold-music', [{ name: 'Music', path: music, kind: 'music' }]);
  const peers = [
    ['mpd', mpdUpdate(folder, music)],
    ['beet', beetsImport(folder, music)],
    ['exiftool', exiftoolRead(music)],
  ] as const;
  const there = peers.filter(([program]) => isInstalled(program, program === 'exiftool' ? '-ver' : '--version'));
  const [own, ...others] = await sideBySide([cold, ...there.map(([, command]) => command)], rounds);
  const what = `cold scan, ${files} tagged sound files`;
  return peers.flatMap(([program, { name }]): (Row | Skipped)[] => {
    const cost = others[there.findIndex(([each]) => each === program)];
    if (own === undefined || cost === undefined)
      return [{ name: `${what} / ${name}`, skipped: `${program} is not installed` }];
    return rowsOf(`${what} / ${name}`, own, cost, program === 'mpd');
  });
};

function rowsOf(name: string, own: Cost, other: Cost, isBar: boolean): Row[] {
  const detail = `${costText(own)} / ${costText(other)}`;
  return [
    { name: `${name}, wall`, ratio: own.wall / other.wall, detail, ...(isBar ? { bar: atMost(1.3) } : {}) },
    { name: `${name}, CPU`, ratio: own.cpu / other.cpu, detail, ...(isBar ? { bar: atMost(1.6) } : {}) },
  ];
}
