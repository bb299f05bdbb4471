import { AUDIO_READERS } from '../../../src/media/formats/audio.ts';
import type { MediaReading } from '../../../src/media/formats/reading.ts';
import { type ByteWindow, memoryWindow } from '../../../src/media/formats/window.ts';
import { audioTagsOf } from '../../../src/media/tags/of-reading.ts';
import type { AudioTags } from '../../../src/model/media.ts';

/** A window that counts what is read. */
export function countingWindow(bytes: Buffer) {
  const window = memoryWindow(bytes);
  const counts = { reads: 0, bytes: 0 };
  const counting: ByteWindow = {
    size: window.size,
    read(offset, length) {
      const part = window.read(offset, length);
      counts.reads++;
      counts.bytes += part.length;
      return part;
    },
  };
  return { window: counting, counts };
}

/** What the reader of a format makes of these bytes; throws where it finds nothing. */
export function readingOf(format: string, bytes: Buffer): MediaReading {
  const reading = AUDIO_READERS.get(format)?.(memoryWindow(bytes));
  if (reading === undefined) throw new Error(`the reader of ${format} finds nothing`);
  return reading;
}

/** The tags that the reader of a format finds; throws where there are none. */
export function tagsIn(format: string, bytes: Buffer): AudioTags {
  const tags = audioTagsOf(readingOf(format, bytes));
  if (tags === undefined) throw new Error(`no tags in ${format}`);
  return tags;
}
