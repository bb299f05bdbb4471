import type { AudioTags } from '../../model/media.ts';
import type { MediaReading } from '../formats/reading.ts';
import { tagBlockOf } from './blocks.ts';
import { toAudioTags } from './to-audio-tags.ts';

/** The tags of a file that a format reader has read; undefined where they say nothing of the music. */
export function audioTagsOf(reading: MediaReading): AudioTags | undefined {
  const block = tagBlockOf(reading.container, reading.tags);
  if (block === undefined) return undefined;
  return toAudioTags(block, { hasPicture: reading.pictures.length > 0, duration: reading.duration });
}
