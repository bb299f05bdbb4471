import { z } from 'zod';

/* What a file's container says (`Probe` of src/model/media.ts), as `revenge show --json` prints it. */

const track = {
  codec: z.string().optional(),
  language: z.string().optional(),
  title: z.string().optional(),
  default: z.boolean().optional(),
  commentary: z.boolean().optional(),
  original: z.boolean().optional(),
};

const videoStream = z.object({
  ...track,
  profile: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  frameRate: z.number().optional(),
  bitDepth: z.number().optional(),
  hdr: z.string().optional(),
  dolbyVisionProfile: z.number().optional(),
  dolbyVisionLevel: z.number().optional(),
  dolbyVisionCompatibility: z.number().optional(),
  maxCll: z.number().optional(),
  maxFall: z.number().optional(),
  masteringMax: z.number().optional(),
  masteringMin: z.number().optional(),
});

const audioStream = z.object({
  ...track,
  profile: z.string().optional(),
  channels: z.number().optional(),
  sampleRate: z.number().optional(),
  bitDepth: z.number().optional(),
  atmos: z.boolean().optional(),
  hearingImpaired: z.boolean().optional(),
  visualImpaired: z.boolean().optional(),
});

const subtitleStream = z.object({
  ...track,
  forced: z.boolean().optional(),
  hearingImpaired: z.boolean().optional(),
});

const chapter = z.object({
  start: z.number(),
  end: z.number().optional(),
  title: z.string().optional(),
  language: z.string().optional(),
});

export const probeDocument = z.object({
  container: z.string().optional(),
  duration: z.number().optional(),
  bitrate: z.number().optional(),
  video: z.array(videoStream).readonly(),
  audio: z.array(audioStream).readonly(),
  subtitles: z.array(subtitleStream).readonly(),
  chapters: z.array(chapter).readonly().optional(),
  warnings: z.array(z.string()).readonly(),
});
