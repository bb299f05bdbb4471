import type { AudioTags } from '../model/media.ts';
import type { MediaReading } from './formats/reading.ts';
import type { Fault } from './reader/protocol.ts';
import { audioTagsOf } from './tags/of-reading.ts';

export type TagsRead =
  | { readonly status: 'ok'; readonly tags: AudioTags }
  /** There are none in it, or its format has none. */
  | { readonly status: 'none' }
  | { readonly status: 'failed'; readonly fault: Fault };

/** The tags of a reading. */
export function toTags(reading: MediaReading): TagsRead {
  const tags = audioTagsOf(reading);
  return tags === undefined ? { status: 'none' } : { status: 'ok', tags };
}
