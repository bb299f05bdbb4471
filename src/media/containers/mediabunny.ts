import { z } from 'zod';
import { compact } from '../../model/compact.ts';
import type { AudioStream, VideoStream } from '../../model/media.ts';
import type { BoundedFile } from '../bounded-file.ts';
import { bitDepthOf, codecName } from '../codecs.ts';
import { languageCode } from '../language.ts';
import { readInThread } from '../reader/reader-thread.ts';
import { type ContainerExtra, NO_EXTRA, type TrackExtra } from './extra.ts';
import { readMatroskaExtra } from './matroska.ts';
import { readMp4Extra } from './mp4.ts';
import { type ContainerReading, positive, rounded } from './reading.ts';

/** Formats that mediabunny reads from their headers alone, with its names of them. */
const FORMATS = {
  matroska: ['MATROSKA'],
  mp4: ['MP4', 'QTFF'],
  flac: ['FLAC'],
  ogg: ['OGG'],
  mp3: ['MP3'],
  wav: ['WAVE'],
  aac: ['ADTS'],
} as const;
export type MediabunnyFormat = keyof typeof FORMATS;

export function isMediabunnyFormat(format: string | undefined): format is MediabunnyFormat {
  return format !== undefined && Object.hasOwn(FORMATS, format);
}

const common = {
  codec: z.union([z.string(), z.number()]).nullable(),
  parameters: z.string().nullable(),
  language: z.string(),
};
const videoSchema = z.object({
  ...common,
  type: z.literal('video'),
  width: z.number(),
  height: z.number(),
  transfer: z.string().nullable(),
});
const audioSchema = z.object({ ...common, type: z.literal('audio'), channels: z.number(), sampleRate: z.number() });
const resultSchema = z.object({
  duration: z.number().nullable(),
  tracks: z.array(z.discriminatedUnion('type', [videoSchema, audioSchema])),
});

/** Reads a container with mediabunny. Rejects where the file is not what its first bytes promise. */
export async function readWithMediabunny(file: BoundedFile, format: MediabunnyFormat): Promise<ContainerReading> {
  // The length of an Ogg file stands in its last page only.
  const job = { reader: 'mediabunny', formats: FORMATS[format], measure: format === 'ogg' } as const;
  const result = await readInThread(job, file.size, (offset, size) => file.read(offset, size));
  const { duration, tracks } = resultSchema.parse(result);
  const extra = await readExtra(file, format);
  const extras = (type: TrackExtra['type']): TrackExtra[] => extra.tracks.filter((track) => track.type === type);
  return {
    container: extra.container ?? format,
    duration: rounded(positive(duration)),
    video: tracks
      .filter((track) => track.type === 'video')
      .map((track, index) => videoStream(track, extras('video')[index])),
    audio: tracks.filter((track) => track.type === 'audio').map(audioStream),
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

function videoStream(track: z.infer<typeof videoSchema>, extra: TrackExtra | undefined): VideoStream {
  const { transfer } = track;
  return compact({
    codec: codecName(track.codec),
    width: positive(track.width),
    height: positive(track.height),
    frameRate: rounded(positive(extra?.frameRate)),
    bitDepth: bitDepthOf(track.parameters),
    hdr: extra?.dolbyVision ? 'dolbyvision' : transfer === 'pq' ? 'hdr10' : transfer === 'hlg' ? 'hlg' : undefined,
  });
}

function audioStream(track: z.infer<typeof audioSchema>): AudioStream {
  return compact({
    codec: codecName(track.codec),
    channels: positive(track.channels),
    sampleRate: positive(track.sampleRate),
    language: languageCode(track.language),
  });
}
