import type { AudioStream } from '../../../model/media.ts';

/** What the header of a sound file says. */
export interface SoundHeader {
  readonly stream: AudioStream;
  readonly seconds: number | undefined;
  readonly truncated?: boolean;
}
