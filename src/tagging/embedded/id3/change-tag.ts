import type { ByteWindow } from '../../../media/formats/window.ts';
import type { TagFields } from '../../../media/tags/fields.ts';
import { id3Fields } from '../../../media/tags/origins/id3v2.ts';
import type { TagChange } from '../change.ts';
import type { EditOptions } from '../editor.ts';
import { withoutFractions } from '../values.ts';
import { convertedFrames } from './convert.ts';
import { FRAME_HEAD, framesBytes, type Id3Frame, type Id3Version, tagBytes } from './frame.ts';
import { type Id3Tag, readAllFrames } from './read-frames.ts';
import { withId3Fields } from './set-fields.ts';
import { coverFrame, entryOf } from './text-frames.ts';

/** Left free where the tag has to become longer, so that the next change fits. */
const NEW_PADDING = 4096;

/** A tag that was changed, and how long the one was that it replaces. */
export interface ChangedId3 {
  readonly bytes: Buffer;
  /** 0 where there was none. */
  readonly oldLength: number;
}

/**
 * The ID3v2 tag at this place with new values, as long as it was if it fits. A tag of another version than the one that is
 * written is converted.
 *
 * @throws UnsafeTag
 */
export function changedId3(window: ByteWindow, at: number, change: TagChange, options: EditOptions): ChangedId3 {
  const version: Id3Version = options.id3v23 === true ? 3 : 4;
  const old = readAllFrames(window, at);
  const frames = old === undefined ? [] : convertedFrames(old, version);
  const kept = old === undefined ? new Map() : readDifferently(old, version, frames);
  const texts = withId3Fields(frames, version, new Map([...kept, ...change]));
  const { cover } = options;
  const bytes = framesBytes(cover === undefined ? texts : [...texts, coverFrame(cover)], version);
  const oldLength = old === undefined ? 0 : old.end - at;
  const least = FRAME_HEAD + bytes.length;
  return { bytes: tagBytes(bytes, version, least <= oldLength ? oldLength : least + NEW_PADDING), oldLength };
}

/** The fields that would read differently in another version only because of the version: they are written anew. */
function readDifferently(old: Id3Tag, version: Id3Version, frames: readonly Id3Frame[]): TagFields {
  if (old.version === version) return new Map();
  const before = fieldsIn(old.version, old.frames);
  const after = fieldsIn(version, frames);
  return new Map([...before].filter(([field, values]) => after.get(field)?.join('\0') !== values.join('\0')));
}

function fieldsIn(version: 2 | 3 | 4, frames: readonly Id3Frame[]): TagFields {
  const entries = frames.flatMap((frame) => {
    const entry = entryOf(frame);
    return entry === undefined ? [] : [entry];
  });
  return withoutFractions(id3Fields({ origin: 'id3v2', version, entries }));
}
