import type { SoundFacts } from '../codec/facts.ts';
import { readPictureUnits, type StreamPicture, streamHasHdr10Plus } from '../codec/picture-units.ts';
import { readSoundFrame } from '../codec/sound-frames.ts';

export type StreamType = 'video' | 'audio' | 'subtitle';

/** A stream that is described by its own first frames. */
export interface Elementary {
  readonly type: StreamType;
  readonly codec: string | undefined;
  readonly picture: StreamPicture | undefined;
  readonly sound: SoundFacts | undefined;
  readonly hdr10plus: boolean;
  /** Takes content; drops it where nothing more is to be learned. */
  add(content: Buffer): void;
  /** Looks at what came since the last time. */
  isDescribed(): boolean;
}

type SoundReader = (data: Buffer) => SoundFacts | undefined;

const MOST_SOUND = 16 * 1024;
/** A sequence header may begin in one piece and end in the next. */
const OVERLAP = 1024;

/** `readSound` reads sound that has a header of its own kind. */
export function elementaryStream(type: StreamType, codec: string | undefined, readSound?: SoundReader): Elementary {
  const sounds: SoundReader = readSound ?? ((data) => readSoundFrame(codec, data));
  let pending: Buffer[] = [];
  let isNew = false;
  let length = 0;
  let picture: StreamPicture | undefined;
  let sound: SoundFacts | undefined;
  let hdr10plus = false;

  const look = (): void => {
    isNew = false;
    const data = Buffer.concat(pending);
    if (type === 'audio') {
      sound = sounds(data);
      return;
    }
    picture = codec === undefined ? readUnknown(data) : readPictureUnits(codec, data);
    hdr10plus ||= streamHasHdr10Plus(codec, data);
    pending = [data.subarray(Math.max(0, data.length - OVERLAP))];
  };
  return {
    type,
    codec,
    get picture() {
      return picture;
    },
    get sound() {
      return sound;
    },
    get hdr10plus() {
      return hdr10plus;
    },
    add(content) {
      if (type === 'subtitle' || picture !== undefined || sound !== undefined) return;
      if (type === 'audio' && length >= MOST_SOUND) return;
      pending.push(content);
      length += content.length;
      isNew = true;
    },
    isDescribed() {
      if (isNew) look();
      return type === 'subtitle' || picture !== undefined || sound !== undefined;
    },
  };
}

/** Video of a program stream is MPEG-1 or 2, seldom something newer. */
function readUnknown(data: Buffer): StreamPicture | undefined {
  const mpeg = readPictureUnits(undefined, data);
  if (mpeg !== undefined) return mpeg;
  for (const codec of ['h264', 'hevc']) {
    const read = readPictureUnits(codec, data);
    if (read !== undefined) return { ...read, codec };
  }
  return undefined;
}
