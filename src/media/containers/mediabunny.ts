import type { Input, InputAudioTrack, InputFormat, InputVideoTrack } from 'mediabunny';
import { compact } from '../../model/compact.ts';
import type { AudioStream, VideoStream } from '../../model/media.ts';
import type { BoundedFile } from '../bounded-file.ts';
import { bitDepthOf, codecName } from '../codecs.ts';
import { languageCode } from '../language.ts';
import { type ContainerExtra, NO_EXTRA, type TrackExtra } from './extra.ts';
import { readMatroskaExtra } from './matroska.ts';
import { readMp4Extra } from './mp4.ts';
import { type ContainerReading, positive, rounded } from './reading.ts';

/** Formats that mediabunny reads from their headers alone. */
export const MEDIABUNNY_FORMATS = ['matroska', 'mp4', 'flac', 'ogg', 'mp3', 'wav', 'aac'] as const;
export type MediabunnyFormat = (typeof MEDIABUNNY_FORMATS)[number];

const MAX_TRACKS = 64;

type Library = typeof import('mediabunny');

/** Reads a container with mediabunny. Throws what mediabunny throws where the file is not what its first bytes promise. */
export async function readWithMediabunny(file: BoundedFile, format: MediabunnyFormat): Promise<ContainerReading> {
  const library = await import('mediabunny');
  library.Logging.level = library.LogLevel.Silent;
  const input = new library.Input({
    formats: formatsOf(library, format),
    source: new library.CustomSource({
      getSize: () => file.size,
      read: (start, end) => file.read(start, end - start),
      handleUnhandledError: () => {},
    }),
  });
  try {
    return await readInput(file, format, input);
  } finally {
    input.dispose();
  }
}

function formatsOf(library: Library, format: MediabunnyFormat): InputFormat[] {
  const { MATROSKA, MP4, QTFF, FLAC, OGG, MP3, WAVE, ADTS } = library;
  return { matroska: [MATROSKA], mp4: [MP4, QTFF], flac: [FLAC], ogg: [OGG], mp3: [MP3], wav: [WAVE], aac: [ADTS] }[
    format
  ];
}

async function readInput(file: BoundedFile, format: MediabunnyFormat, input: Input): Promise<ContainerReading> {
  const duration = (await input.getDurationFromMetadata()) ?? (format === 'ogg' ? await input.computeDuration() : null);
  const extra = await readExtra(file, format);
  const extras = (type: TrackExtra['type']): TrackExtra[] => extra.tracks.filter((track) => track.type === type);
  const video: VideoStream[] = [];
  const audio: AudioStream[] = [];
  for (const track of (await input.getTracks()).slice(0, MAX_TRACKS)) {
    if (track.isVideoTrack()) video.push(await videoStream(track, extras('video')[video.length]));
    else if (track.isAudioTrack()) audio.push(await audioStream(track));
  }
  return {
    container: extra.container ?? format,
    duration: rounded(positive(duration)),
    video,
    audio,
    subtitles: extras('subtitle').map((track) =>
      compact({
        codec: codecName(track.codec),
        language: languageCode(track.language),
        forced: track.forced ? true : undefined,
      }),
    ),
    truncated: extra.truncated,
  };
}

function readExtra(file: BoundedFile, format: MediabunnyFormat): Promise<ContainerExtra> {
  if (format === 'matroska') return readMatroskaExtra(file);
  if (format === 'mp4') return readMp4Extra(file);
  return Promise.resolve(NO_EXTRA);
}

async function videoStream(track: InputVideoTrack, extra: TrackExtra | undefined): Promise<VideoStream> {
  const { transfer } = await track.getColorSpace();
  return compact({
    codec: codecName((await track.getCodec()) ?? internalCodec(await track.getInternalCodecId())),
    width: positive(await track.getCodedWidth()),
    height: positive(await track.getCodedHeight()),
    frameRate: rounded(positive(extra?.frameRate)),
    bitDepth: bitDepthOf(await track.getCodecParameterString()),
    hdr: extra?.dolbyVision ? 'dolbyvision' : transfer === 'pq' ? 'hdr10' : transfer === 'hlg' ? 'hlg' : undefined,
  });
}

async function audioStream(track: InputAudioTrack): Promise<AudioStream> {
  return compact({
    codec: codecName((await track.getCodec()) ?? internalCodec(await track.getInternalCodecId())),
    channels: positive(await track.getNumberOfChannels()),
    sampleRate: positive(await track.getSampleRate()),
    language: languageCode(await track.getLanguageCode()),
  });
}

function internalCodec(id: string | number | Uint8Array | null): string | number | undefined {
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}
