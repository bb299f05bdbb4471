import type { FileView, ItemView } from '../model/views.ts';
import { resolutionOf } from '../store/query/resolutions.ts';
import { type CountRow, counter } from './counts.ts';
import { filesOfWork } from './item-facts.ts';

const UNKNOWN = 'unknown';
const LAYOUTS: ReadonlyMap<number, string> = new Map([
  [1, 'mono'],
  [2, 'stereo'],
  [6, '5.1'],
  [7, '6.1'],
  [8, '7.1'],
]);
/** Upper bounds in Mbit/s. */
const BANDS = [1, 2, 5, 10, 20, 40] as const;

/** Counts what the main files are made of. */
export function qualityCounter(): { add(item: ItemView): void; rows(): readonly CountRow[] } {
  const counts = counter();
  return {
    add: (item) => {
      for (const file of filesOfWork(item)) addFile(file, (group, value) => counts.add(group, value, file.size));
    },
    rows: counts.rows,
  };
}

function addFile({ probe, size, managed }: FileView, add: (group: string, value: string) => void): void {
  if (managed?.quality !== undefined) add('quality', managed.quality);
  add('container', probe?.container ?? UNKNOWN);
  const [video] = probe?.video ?? [];
  if (video !== undefined) {
    add('video codec', video.codec ?? UNKNOWN);
    add('resolution', resolutionOf(video) ?? UNKNOWN);
    add('hdr', video.hdr ?? 'none');
  }
  const [audio] = probe?.audio ?? [];
  if (audio !== undefined) {
    add('audio codec', audio.codec ?? UNKNOWN);
    const { channels } = audio;
    add('channels', channels === undefined ? UNKNOWN : (LAYOUTS.get(channels) ?? String(channels)));
  }
  for (const language of new Set(probe?.audio.map((track) => track.language ?? UNKNOWN))) add('audio', language);
  add('bitrate', bandOf(probe?.bitrate ?? bitrateOf(size, probe?.duration)));
}

function bitrateOf(size: number, seconds = 0): number | undefined {
  return seconds > 0 ? (size * 8) / seconds : undefined;
}

function bandOf(bitrate: number | undefined): string {
  if (bitrate === undefined) return UNKNOWN;
  const place = BANDS.findIndex((bound) => bitrate < bound * 1e6);
  if (place < 0) return `over ${BANDS.at(-1)} Mbit/s`;
  return place === 0 ? `under ${BANDS[0]} Mbit/s` : `${BANDS[place - 1]}–${BANDS[place]} Mbit/s`;
}
