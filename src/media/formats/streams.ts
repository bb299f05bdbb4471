import { compact } from '../../model/compact.ts';
import type { AudioStream, VideoStream } from '../../model/media.ts';
import type { DolbyVision } from './codec/dolby-vision.ts';
import type { PictureFacts, SoundFacts } from './codec/facts.ts';
import { positive, rounded } from './values.ts';

/** Below one picture a second it is a slide show or a still, and no rate that means anything. */
const SLOWEST_RATE = 1;
const FASTEST_RATE = 1000;
const PQ = 16;
const HLG = 18;

/** What a container says of the brightness of a video. */
export interface Brightness {
  readonly maxCll?: number | undefined;
  readonly maxFall?: number | undefined;
  readonly masteringMax?: number | undefined;
  readonly masteringMin?: number | undefined;
}

export interface VideoParts {
  readonly codec: string | undefined;
  /** Language, title and flags. */
  readonly track: Partial<VideoStream>;
  /** What the container says: it outranks the codec's own configuration, but for the depth. */
  readonly container: PictureFacts;
  readonly configuration: PictureFacts;
  readonly brightness?: Brightness;
  readonly dolbyVision?: DolbyVision | undefined;
}

export function videoStream(parts: VideoParts): VideoStream {
  const { container, configuration, brightness, dolbyVision } = parts;
  const rate = plausibleRate(container.frameRate) ?? plausibleRate(configuration.frameRate);
  return compact({
    codec: parts.codec,
    profile: configuration.profile ?? container.profile,
    width: positive(container.width) ?? positive(configuration.width),
    height: positive(container.height) ?? positive(configuration.height),
    frameRate: rounded(rate),
    bitDepth: configuration.bitDepth ?? positive(container.bitDepth),
    hdr: hdrOf(parts),
    ...dolbyVision,
    maxCll: positive(brightness?.maxCll),
    maxFall: positive(brightness?.maxFall),
    masteringMax: positive(brightness?.masteringMax),
    masteringMin: positive(brightness?.masteringMin),
    ...parts.track,
  });
}

function hdrOf({ container, configuration, dolbyVision }: VideoParts): string | undefined {
  if (dolbyVision !== undefined) return 'dolbyvision';
  if (container.hdr10plus || configuration.hdr10plus) return 'hdr10plus';
  const { transfer = configuration.transfer } = container;
  if (transfer === PQ) return 'hdr10';
  return transfer === HLG ? 'hlg' : undefined;
}

function plausibleRate(rate: number | undefined): number | undefined {
  return rate !== undefined && rate >= SLOWEST_RATE && rate <= FASTEST_RATE ? rate : undefined;
}

export interface AudioParts {
  readonly codec: string | undefined;
  readonly track: Partial<AudioStream>;
  readonly container: SoundFacts;
  /** What the codec's own configuration says: it outranks the container. */
  readonly configuration: SoundFacts;
}

/** Codecs that can carry Atmos. A track's title that says so counts with these only. */
const WITH_OBJECTS = new Set(['eac3', 'truehd', 'ac4']);

export function audioStream({ codec: named, track, container, configuration }: AudioParts): AudioStream {
  const codec = configuration.codec ?? named;
  const titled = codec !== undefined && WITH_OBJECTS.has(codec) && /\batmos\b/i.test(track.title ?? '');
  return compact({
    codec,
    profile: configuration.profile ?? container.profile,
    channels: positive(configuration.channels) ?? positive(container.channels),
    sampleRate: positive(configuration.sampleRate) ?? positive(container.sampleRate),
    bitDepth: positive(configuration.bitDepth) ?? positive(container.bitDepth),
    atmos: configuration.atmos || container.atmos || titled ? true : undefined,
    ...track,
  });
}
