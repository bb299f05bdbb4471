import { z } from 'zod';
import { codecName } from '../../media/codecs.ts';
import { languageTag } from '../../media/language.ts';
import { formatByExtension } from '../../media/sniff.ts';
import type { AudioStream, Probe, SubtitleStream, VideoStream } from '../../model/media.ts';
import { maybe, positive, text } from '../shared/tolerant.ts';

/**
 * `mediaInfo` of a video file, as Radarr, Sonarr and Whisparr give it: they run ffprobe once, at import. Languages are
 * joined by `/`, one for each stream, with repeats; 0 and `""` mean unknown.
 */
export const arrMediaInfo = maybe(
  z.object({
    audioChannels: positive,
    audioCodec: text,
    audioLanguages: text,
    audioStreamCount: positive,
    videoBitDepth: positive,
    videoCodec: text,
    videoFps: positive,
    videoDynamicRange: text,
    videoDynamicRangeType: text,
    resolution: text,
    runTime: text,
    subtitles: text,
  }),
);

export type ArrMediaInfo = NonNullable<z.output<typeof arrMediaInfo>>;

/** More streams than any file has. */
const MOST_STREAMS = 64;

/**
 * What a service found in a video file → a probe. Undefined where it found no picture: then the file is better read
 * anew. `size` in bytes.
 */
export function probeOf(
  info: ArrMediaInfo | undefined,
  file: { readonly path: string; readonly size: number },
): Probe | undefined {
  if (info === undefined) return undefined;
  const video = videoOf(info);
  const duration = secondsOf(info.runTime);
  if (video === undefined || duration === undefined) return undefined;
  const container = formatByExtension(file.path);
  return {
    ...(container === undefined ? {} : { container }),
    duration,
    bitrate: Math.round((file.size * 8) / duration),
    video: [video],
    audio: audioOf(info),
    subtitles: codesOf(info.subtitles).map((language): SubtitleStream => (language === undefined ? {} : { language })),
    warnings: [],
  };
}

function videoOf(info: ArrMediaInfo): VideoStream | undefined {
  const codec = videoCodec(info.videoCodec);
  const [, width, height] = /^(\d{2,5})x(\d{2,5})$/.exec(info.resolution ?? '') ?? [];
  if (codec === undefined || width === undefined || height === undefined) return undefined;
  const hdr = hdrOf(info);
  return {
    codec,
    width: Number(width),
    height: Number(height),
    ...(info.videoFps === undefined ? {} : { frameRate: info.videoFps }),
    ...(info.videoBitDepth === undefined ? {} : { bitDepth: info.videoBitDepth }),
    ...(hdr === undefined ? {} : { hdr }),
  };
}

/** The encoders' names that the services use instead of the codecs', from the writing library of the file. */
function videoCodec(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  return /^x264/i.test(name) ? 'h264' : /^x265/i.test(name) ? 'hevc' : codecName(name);
}

/** `HDR10`, `HDR10Plus`, `PQ`, `HLG`, `DV`, `DV HDR10` …; older versions say `HDR` without its type. */
function hdrOf({ videoDynamicRange: range, videoDynamicRangeType: type }: ArrMediaInfo): string | undefined {
  const said = `${type ?? ''} ${range ?? ''}`;
  if (/\bDV\b|dolby/i.test(said)) return 'dolbyvision';
  if (/\bHLG\b/i.test(said)) return 'hlg';
  return /\b(HDR10|HDR10Plus|PQ|HDR)\b/i.test(said) ? 'hdr10' : undefined;
}

/** One stream for each language; codec and channels are known of the first only. */
function audioOf(info: ArrMediaInfo): AudioStream[] {
  const languages = codesOf(info.audioLanguages);
  const count = Math.min(Math.max(languages.length, info.audioStreamCount ?? 0), MOST_STREAMS);
  const codec = codecName(info.audioCodec?.replace(/ (Atmos|MA|HRA|ES|X)\b.*/i, ''));
  const channels = channelsOf(info.audioChannels);
  const none = count === 0 && codec === undefined;
  return Array.from({ length: none ? 0 : Math.max(count, 1) }, (_, index): AudioStream => {
    const language = languages[index];
    return {
      ...(index > 0 || codec === undefined ? {} : { codec }),
      ...(index > 0 || channels === undefined ? {} : { channels }),
      ...(language === undefined ? {} : { language }),
    };
  });
}

/** `5.1` is six channels: the tenth is the one for low frequencies. */
function channelsOf(given: number | undefined): number | undefined {
  if (given === undefined) return undefined;
  const whole = Math.floor(given);
  return whole + Math.round((given - whole) * 10);
}

/** `"eng/eng/und"` → a language a stream, undefined where it is not known. */
function codesOf(joined: string | undefined): (string | undefined)[] {
  if (joined === undefined) return [];
  return joined
    .split('/')
    .slice(0, MOST_STREAMS)
    .map((code) => languageTag(code.trim()));
}

/** `1:54:02`, `38:00` and `9:59` → seconds. */
function secondsOf(clock: string | undefined): number | undefined {
  if (clock === undefined || !/^\d{1,3}(:\d{1,2}){1,2}(\.\d+)?$/.test(clock)) return undefined;
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return seconds > 0 ? seconds : undefined;
}
