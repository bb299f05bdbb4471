import { type MediaInfo, mediaInfoFactory } from 'mediainfo.js';
import { z } from 'zod';
import { compact } from '../../model/compact.ts';
import { codecName } from '../codecs.ts';
import type { ByteWindow } from '../formats/window.ts';
import { languageTag } from '../language.ts';
import type { StreamReading } from '../probe.ts';

/** What MediaInfo may read of one file; it ends by itself well before, but for damaged files. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_READS = 4000;
/**
 * Head and tail of streams without an index, of which MediaInfo would read 64 MB at each end. A multiple of 188 and 192,
 * so that packets stay aligned where the two are joined.
 */
const STREAM_PART = 188 * 192 * 112;

const number = z.number().optional().catch(undefined);
const text = z.string().optional().catch(undefined);
const trackSchema = z.object({
  '@type': z.string(),
  Format: text,
  CodecID: text,
  Duration: number,
  Width: number,
  Height: number,
  FrameRate: number,
  BitDepth: number,
  HDR_Format: text,
  transfer_characteristics: text,
  Channels: number,
  SamplingRate: number,
  Language: text,
  Forced: text,
  extra: z.object({ IsTruncated: text }).optional().catch(undefined),
});
const resultSchema = z.object({ media: z.object({ track: z.array(trackSchema) }).nullish() });
type Track = z.infer<typeof trackSchema>;

let library: Promise<MediaInfo> | undefined;

/**
 * Reads a container with MediaInfo, for what the readers of this project cannot read. A file it knows nothing of has no
 * streams. Runs in a thread that may be ended at any time: damaged files can send the library into endless loops.
 */
export async function readWithMediaInfo(window: ByteWindow, format: string | undefined): Promise<StreamReading> {
  const isSpliced = format === 'mpegts' || format === 'mpegps';
  const unit = 188 * 192;
  const gap = isSpliced ? Math.max(0, Math.floor((window.size - 2 * STREAM_PART) / unit) * unit) : 0;
  let left = MAX_BYTES;
  let reads = 0;
  const read = (length: number, offset: number): Uint8Array => {
    const isBeforeGap = gap > 0 && offset < STREAM_PART;
    const most = Math.min(left, isBeforeGap ? Math.min(length, STREAM_PART - offset) : length);
    left -= most;
    // No bytes: MediaInfo takes it as the end, and tells what it knows.
    if (most <= 0 || ++reads > MAX_READS) return new Uint8Array();
    return window.read(isBeforeGap ? offset : offset + gap, most);
  };
  library ??= mediaInfoFactory({ chunkSize: 65_536, format: 'object' });
  try {
    const result = await (await library).analyzeData(window.size - gap, read);
    return readingOf(resultSchema.parse(result).media?.track ?? [], format, gap > 0);
  } catch (thrown) {
    // Its state is not known after a failure: the next file gets a new instance.
    library = undefined;
    throw thrown;
  }
}

function readingOf(tracks: readonly Track[], format: string | undefined, spliced: boolean): StreamReading {
  const general = tracks.find((track) => track['@type'] === 'General');
  const of = (type: string): readonly Track[] => tracks.filter((track) => track['@type'] === type);
  const longest = Math.max(0, ...[...of('Video'), ...of('Audio')].map((track) => track.Duration ?? 0));
  return {
    container: format ?? general?.Format?.toLowerCase() ?? 'unknown',
    // Of a spliced stream, the general duration is guessed from a size that is not the file's.
    ...compact({ duration: rounded(positive(spliced ? longest : (general?.Duration ?? longest))) }),
    video: of('Video').map((track) =>
      compact({
        codec: videoCodec(track),
        width: positive(track.Width),
        height: positive(track.Height),
        frameRate: rounded(positive(track.FrameRate)),
        bitDepth: positive(track.BitDepth),
        hdr: hdrOf(track),
      }),
    ),
    audio: of('Audio').map((track) =>
      compact({
        codec: audioCodec(track),
        channels: positive(track.Channels),
        sampleRate: positive(track.SamplingRate),
        language: languageTag(track.Language),
      }),
    ),
    subtitles: of('Text').map((track) =>
      compact({
        codec: codecName(track.Format),
        language: languageTag(track.Language),
        forced: track.Forced === 'Yes' ? true : undefined,
      }),
    ),
    truncated: !spliced && general?.extra?.IsTruncated === 'Yes',
  };
}

function videoCodec({ Format, CodecID }: Track): string | undefined {
  return Format === 'MPEG Video' && CodecID === 'V_MPEG1' ? 'mpeg1video' : codecName(Format);
}

/** `MPEG Audio` is layer 2 or 3; code 85 (hexadecimal 55) and the MPEG-4 object types say which. */
function audioCodec({ Format, CodecID }: Track): string | undefined {
  if (Format !== 'MPEG Audio') return codecName(Format);
  return CodecID === undefined || CodecID === '50' || CodecID === '3' ? 'mp2' : 'mp3';
}

function hdrOf(track: Track): string | undefined {
  if (track.HDR_Format?.includes('Dolby Vision')) return 'dolbyvision';
  if (track.transfer_characteristics === 'PQ') return 'hdr10';
  return track.transfer_characteristics === 'HLG' ? 'hlg' : undefined;
}

/** A number that says something: finite and above zero. */
function positive(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}

/** Three digits behind the point: frame rates and seconds as their containers mean them. */
function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}
