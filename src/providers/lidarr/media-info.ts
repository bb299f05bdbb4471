import { codecName } from '../../media/codecs.ts';
import { formatByExtension } from '../../media/sniff.ts';
import type { Probe } from '../../model/media.ts';
import { present } from '../shared/present.ts';
import type { LidarrFile } from './schema.ts';

/**
 * What Lidarr read in an audio file → a probe. It says neither duration nor language; the tags, which are read in any
 * case, know the duration. Undefined where it does not even know the codec.
 */
export function audioProbe({ mediaInfo: info }: LidarrFile, path: string): Probe | undefined {
  const codec = codecName(info?.audioCodec);
  if (info === undefined || codec === undefined) return undefined;
  const { audioChannels: channels } = info;
  const sampleRate = scaled(info.audioSampleRate, /^([\d.]+)\s*(k?)Hz$/i);
  const bitrate = scaled(info.audioBitRate, /^([\d.]+)\s*(k?)bps$/i);
  return {
    ...present({ container: formatByExtension(path), bitrate }),
    video: [],
    audio: [{ codec, ...present({ channels, sampleRate }) }],
    subtitles: [],
    warnings: [],
  };
}

/** `"44.1kHz"` → 44100, `"320 kbps"` → 320000. */
function scaled(value: string | undefined, form: RegExp): number | undefined {
  const [, digits, kilo] = form.exec(value ?? '') ?? [];
  const read = Number(digits) * (kilo === '' ? 1 : 1000);
  return read > 0 ? Math.round(read) : undefined;
}
