import { avi } from './media/avi.ts';
import { flac } from './media/flac.ts';
import { matroska } from './media/matroska.ts';
import { ape } from './media/monkeys-audio.ts';
import { mp3 } from './media/mp3.ts';
import { m4a, mp4Video } from './media/mp4.ts';
import { opus, vorbis } from './media/ogg.ts';
import { aiff, wav } from './media/pcm.ts';
import { wavpack } from './media/wavpack.ts';

export interface VideoWish {
  readonly container: 'mkv' | 'mp4' | 'avi';
  /** Even, at most 3840×2160. */
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** ISO 639-2 (`eng`), a track each. Default: one track, `und`. Not in AVI, which is made without sound. */
  readonly audioLanguages?: readonly string[];
  /** Of every audio track: 1, 2, 3 or 6. Default 2. */
  readonly audioChannels?: number;
  /** ISO 639-2, a track each; `eng!` is forced. Not in AVI. */
  readonly subtitleLanguages?: readonly string[];
  readonly hdr?: 'hdr10' | 'hlg';
  /** Files of different seeds differ in bytes (and OSHASH), same wishes with the same seed are the same bytes. */
  readonly seed?: string | number;
}

/** A tiny, decodable video: one H.264 picture that stays for the whole time. 1–2 KB. */
export function makeVideo(wish: VideoWish): Buffer {
  const file = {
    width: wish.width,
    height: wish.height,
    seconds: wish.seconds,
    audio: (wish.audioLanguages ?? ['und']).map((language) => ({ language, channels: wish.audioChannels ?? 2 })),
    subtitles: (wish.subtitleLanguages ?? []).map((language) => ({
      language: language.replace('!', ''),
      forced: language.endsWith('!'),
    })),
    sampleRate: 48000,
    hdr: wish.hdr,
    seed: wish.seed ?? 0,
  };
  return { mkv: matroska, mp4: mp4Video, avi }[wish.container](file);
}

export interface AudioWish {
  readonly format: 'mp3' | 'flac' | 'opus' | 'ogg' | 'm4a' | 'wav' | 'aiff' | 'ape' | 'wv';
  readonly seconds: number;
  readonly seed?: string | number;
}

/**
 * A tiny, decodable file of silence: a few KB for five minutes (WAV and AIFF: 8 KB a second). MP3 tells its length in
 * its Xing header and holds only the first frames.
 */
export function makeAudio({ format, seconds, seed = 0 }: AudioWish): Buffer {
  switch (format) {
    case 'mp3':
      return mp3(seconds, seed);
    case 'flac':
      return flac(seconds, 44100, 2, seed);
    case 'opus':
      return opus(seconds, 2, seed);
    case 'ogg':
      return vorbis(seconds, 44100, 2, seed);
    case 'm4a':
      return m4a(seconds, 44100, 2, seed);
    case 'wav':
      return wav(seconds, 8000, seed);
    case 'aiff':
      return aiff(seconds, 8000, seed);
    case 'ape':
      return ape(seconds, seed);
    case 'wv':
      return wavpack(seconds, seed);
  }
}

export { writeTags } from './media/write-tags.ts';
