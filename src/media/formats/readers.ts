import { AUDIO_READERS } from './audio.ts';
import type { FormatReader } from './reading.ts';
import { VIDEO_READERS } from './video.ts';

/** The readers by the format that `sniff` names. */
export const FORMAT_READERS: ReadonlyMap<string, FormatReader> = new Map([...AUDIO_READERS, ...VIDEO_READERS]);
