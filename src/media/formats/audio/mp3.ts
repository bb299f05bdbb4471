import type { FormatReader } from '../reading.ts';
import { cachedWindow } from './cached-window.ts';
import { readEdgeTags } from './edge-tags.ts';
import { readFlac } from './flac.ts';
import { findFirstFrame, measureMpeg } from './mpeg-length.ts';
import { noteCollector } from './notes.ts';
import { hasText } from './numbers.ts';
import { audioReading } from './reading.ts';

/** MPEG audio, layers 1 to 3, with its ID3 and APE tags. Tags are read even where no sound is found. */
export const readMp3: FormatReader = (given) => {
  const window = cachedWindow(given);
  const notes = noteCollector();
  const { blocks: tags, pictures, chapters, start, end } = readEdgeTags(window, notes);
  if (hasText(window.read(start, 4), 0, 'fLaC')) return readFlac(window);
  const first = findFirstFrame(window, start, end);
  const parts = { container: 'mp3', tags, pictures, chapters };
  if (first === undefined) {
    notes.add('no MPEG audio frame');
    return tags.length === 0 ? undefined : audioReading(parts, undefined, notes);
  }
  const { layer, channels, sampleRate } = first.header;
  const { seconds, bytes } = measureMpeg(window, first, end);
  const truncated = bytes !== undefined && first.at + bytes > window.size + first.header.length;
  const audio = [{ codec: `mp${layer}`, channels, sampleRate }];
  return audioReading({ ...parts, audio, truncated }, seconds, notes);
};
