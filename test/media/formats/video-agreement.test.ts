import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { codecName } from '../../../src/media/codecs.ts';
import { VIDEO_READERS } from '../../../src/media/formats/video.ts';
import { memoryWindow } from '../../../src/media/formats/window.ts';
import { languageTag } from '../../../src/media/language.ts';
import { temporaryFolder } from '../temporary.ts';

/*
 * What the readers say, compared with ffprobe over files that ffmpeg and mkvmerge make. Opt-in, because encoding takes half a
 * minute: REVENGE_TEST_LONG=1, with ffmpeg, ffprobe and mkvmerge on the PATH.
 */

const wanted = process.env.REVENGE_TEST_LONG === '1';
const missing = ['ffmpeg', 'ffprobe', 'mkvmerge'].filter((tool) => spawnSync(tool, ['-version']).error !== undefined);
const reason = !wanted ? 'set REVENGE_TEST_LONG=1' : missing.length > 0 ? `not installed: ${missing.join(', ')}` : '';

const VIDEO = '-f lavfi -i testsrc2=s=320x180:d=3:r=24000/1001'.split(' ');
const SOUND = '-f lavfi -i sine=d=3'.split(' ');
const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

interface Case {
  readonly file: string;
  readonly format: string;
  /** Arguments of ffmpeg behind the inputs: a video, two sounds, a subtitle and chapters. */
  readonly args: string;
  /** Whether mkvmerge writes the file anew. */
  readonly remux?: boolean;
}

const X265 = '-c:v libx265 -x265-params log-level=0';
const HDR = '-pix_fmt yuv420p10le -color_trc smpte2084 -color_primaries bt2020 -colorspace bt2020nc';
const TITLES =
  '-metadata:s:a:0 language=ger -metadata:s:a:1 language=fre -metadata:s:a:1 title=Director -disposition:a:1 comment';
const TWO = '-map 0 -map 1 -map 2';
const ALL = `${TWO} -map 3 -disposition:s:0 forced+hearing_impaired -metadata:s:s:0 language=spa ${TITLES}`;

const CASES: readonly Case[] = [
  { file: 'a.mkv', format: 'matroska', args: `${ALL} -c:v libx264 -c:a:0 aac -c:a:1 ac3 -c:s srt` },
  { file: 'b.mkv', format: 'matroska', args: `${ALL} ${X265} ${HDR} -c:a:0 eac3 -c:a:1 dca -strict -2 -c:s ass` },
  { file: 'c.mkv', format: 'matroska', args: `${ALL} -c:v libx264 -c:a:0 flac -c:a:1 libopus -c:s srt`, remux: true },
  {
    file: 'd.mkv',
    format: 'matroska',
    args: `${ALL} ${X265} ${HDR} -c:a:0 libmp3lame -c:a:1 mp2 -c:s ass`,
    remux: true,
  },
  { file: 'e.mkv', format: 'matroska', args: `${TWO} -c:v mpeg4 -c:a:0 pcm_s24le -c:a:1 libvorbis` },
  { file: 'f.webm', format: 'matroska', args: '-map 0 -map 1 -c:v libvpx-vp9 -c:a libopus' },
  { file: 'a.mp4', format: 'mp4', args: `${ALL} -c:v libx264 -c:a:0 aac -c:a:1 ac3 -c:s mov_text` },
  { file: 'b.mp4', format: 'mp4', args: `${ALL} ${X265} ${HDR} -tag:v hvc1 -c:a:0 eac3 -c:a:1 alac -c:s mov_text` },
  { file: 'c.mp4', format: 'mp4', args: '-map 0 -map 1 -c:v libvpx-vp9 -c:a libopus' },
  {
    file: 'd.mp4',
    format: 'mp4',
    args: `${TWO} -c:v mpeg4 -c:a:0 libmp3lame -c:a:1 flac -strict -2 -movflags +faststart`,
  },
  {
    file: 'fragments.mp4',
    format: 'mp4',
    args: '-map 0 -map 1 -c:v libx264 -c:a aac -movflags frag_keyframe+empty_moov',
  },
  { file: 'a.mov', format: 'mp4', args: `${TWO} -c:v prores_ks -c:a:0 pcm_s24le -c:a:1 pcm_s16be` },
  { file: 'a.m4a', format: 'mp4', args: '-map 1 -c:a alac' },
  { file: 'a.avi', format: 'avi', args: `${TWO} -c:v mpeg4 -vtag XVID -c:a:0 libmp3lame -c:a:1 ac3` },
  { file: 'b.avi', format: 'avi', args: '-map 0 -map 1 -c:v libx264 -c:a pcm_s16le' },
  { file: 'a.flv', format: 'flv', args: '-map 0 -map 1 -c:v libx264 -c:a aac' },
  { file: 'a.ts', format: 'mpegts', args: `${TWO} ${TITLES} -c:v libx264 -c:a:0 aac -c:a:1 ac3` },
  { file: 'b.ts', format: 'mpegts', args: `${TWO} ${X265} -c:a:0 eac3 -c:a:1 mp2` },
  {
    file: 'c.m2ts',
    format: 'mpegts',
    args: `${TWO} -c:v mpeg2video -c:a:0 ac3 -c:a:1 dca -strict -2 -mpegts_m2ts_mode 1`,
  },
  { file: 'a.vob', format: 'mpegps', args: `${TWO} -c:v mpeg2video -c:a:0 ac3 -c:a:1 mp2 -f vob` },
  { file: 'a.mpg', format: 'mpegps', args: '-map 0 -map 1 -r 25 -c:v mpeg1video -c:a mp2 -f mpeg' },
];

const number = z.coerce.number().optional().catch(undefined);
const probed = z.object({
  format: z.object({ duration: z.coerce.number() }),
  chapters: z.array(z.object({ start_time: z.coerce.number(), tags: z.object({ title: z.string() }) })),
  streams: z.array(
    z.object({
      codec_type: z.string(),
      codec_name: z.string().optional(),
      profile: z.string().optional(),
      width: number,
      height: number,
      avg_frame_rate: z.string(),
      pix_fmt: z.string().optional(),
      color_transfer: z.string().optional(),
      channels: number,
      sample_rate: number,
      disposition: z.record(z.string(), z.number()),
      tags: z.object({ language: z.string().optional(), title: z.string().optional() }).optional(),
    }),
  ),
});
type Probed = z.infer<typeof probed>;

const folder = temporaryFolder();

function make({ file, args, remux }: Case): string {
  const path = join(folder.path(''), file);
  const target = remux ? join(folder.path(''), `before-${file}`) : path;
  const inputs = [...VIDEO, ...SOUND, ...SOUND, '-i', folder.path('s.srt'), '-i', folder.path('chapters.txt')];
  const always = ['-v', 'error', '-y', ...inputs, ...words(args), '-map_metadata', '4', target];
  execFileSync('ffmpeg', always, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (remux) execFileSync('mkvmerge', ['-q', '-o', path, target]);
  return path;
}

function ask(path: string): Probed {
  const args = ['-v', 'error', '-show_format', '-show_streams', '-show_chapters', '-of', 'json', path];
  return probed.parse(JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' })));
}

function rate(fraction: string): number {
  const [above = 0, below = 1] = fraction.split('/').map(Number);
  return Math.round((above / below) * 1000) / 1000;
}

/** What ffprobe says, in the terms of the model. */
function streamsOf(said: Probed, type: string) {
  return said.streams
    .filter((stream) => stream.codec_type === type)
    .map((stream) => ({
      codec: plainCodec(stream.codec_name),
      language: languageTag(stream.tags?.language),
      title: stream.tags?.title,
      default: stream.disposition.default === 1 || undefined,
      commentary: stream.disposition.comment === 1 || undefined,
    }));
}

const NAMES: ReadonlyMap<string, string> = new Map([['hdmv_pgs_subtitle', 'pgs']]);

function plainCodec(name: string | undefined): string | undefined {
  return NAMES.get(name ?? '') ?? codecName(name);
}

/** ffprobe decodes pictures; profiles of these codecs stand in no header. */
const WITHOUT_PROFILE = new Set(['mpeg4', 'mpeg1video']);
/** Containers that say nothing of the colours and the depth of their pictures. */
const WITHOUT_DEPTH = new Set(['avi']);
/** Containers without a flag for the default track: ffprobe takes the first for it, or none. */
const WITHOUT_FLAGS = new Set(['avi', 'flv', 'mpegts', 'mpegps']);

describe.skipIf(reason !== '')(`agreement with ffprobe ${reason}`, () => {
  beforeAll(() => {
    writeFileSync(folder.path('s.srt'), '1\n00:00:00,000 --> 00:00:02,000\nHello\n');
    const chapter = (start: number, end: number, title: string) =>
      `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${start}\nEND=${end}\ntitle=${title}\n`;
    writeFileSync(
      folder.path('chapters.txt'),
      `;FFMETADATA1\ntitle=Film\n${chapter(0, 1500, 'One')}${chapter(1500, 3000, 'Two')}`,
    );
  });

  it.each(CASES)('$file', (one) => {
    const path = make(one);
    const said = ask(path);
    const reading = VIDEO_READERS.get(one.format)?.(memoryWindow(readFileSync(path)));
    if (reading === undefined) throw new Error('not read');
    expect(Math.abs((reading.duration ?? 0) - said.format.duration)).toBeLessThanOrEqual(0.1);
    expect(reading.truncated).toBe(false);
    expect(reading.notes).toEqual([]);
    const flags = WITHOUT_FLAGS.has(one.format);
    const plain = (stream: object) => {
      const { codec, language, title, default: isDefault, commentary } = stream as ReturnType<typeof streamsOf>[number];
      // ffprobe does not read the name of an MP4 track.
      const named = one.format === 'mp4' ? {} : { title };
      return { codec, language, ...named, ...(flags ? {} : { default: isDefault, commentary }) };
    };
    for (const [type, streams] of [
      ['video', reading.video],
      ['audio', reading.audio],
      ['subtitle', reading.subtitles],
    ] as const) {
      expect(inOrder(one, streams.map(plain)), type).toEqual(inOrder(one, streamsOf(said, type).map(plain)));
    }
    expectPictures(one, reading.video, said);
    const sounds = said.streams.filter((stream) => stream.codec_type === 'audio');
    const channelsOf = (stream: object, channels: number | undefined) =>
      isMp3InMp4(one, stream) ? undefined : channels;
    expect(
      inOrder(
        one,
        reading.audio.map((stream) => [stream.sampleRate, channelsOf(stream, stream.channels)]),
      ),
    ).toEqual(
      inOrder(
        one,
        sounds.map((stream) => [stream.sample_rate, channelsOf(stream, stream.channels)]),
      ),
    );
    expect(reading.chapters.map(({ start, title }) => ({ start, title }))).toEqual(
      said.chapters.map((chapter) => ({ start: chapter.start_time, title: chapter.tags.title })),
    );
  });
});

/** ffprobe lists the streams of a DVD as they appear; their order is that of their numbers. */
function inOrder<T>({ format }: Case, list: readonly T[]): readonly T[] {
  return format === 'mpegps' ? list.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))) : list;
}

/** The header of such a track says two channels, whatever the frames have; ffprobe decodes them. */
function isMp3InMp4({ format }: Case, stream: { readonly codec?: string; readonly codec_name?: string }): boolean {
  return format === 'mp4' && (stream.codec ?? stream.codec_name) === 'mp3';
}

function expectPictures(one: Case, video: readonly object[], said: Probed): void {
  const pictures = said.streams.filter((stream) => stream.codec_type === 'video');
  for (const [index, picture] of pictures.entries()) {
    expect(video[index]).toMatchObject({
      width: picture.width,
      height: picture.height,
      frameRate: rate(picture.avg_frame_rate),
      ...(WITHOUT_PROFILE.has(picture.codec_name ?? '') || WITHOUT_DEPTH.has(one.format)
        ? {}
        : profileOf(picture, one)),
      ...(picture.color_transfer === 'smpte2084' ? { hdr: 'hdr10' } : {}),
    });
  }
}

/** ffprobe tells the depth of H.264, HEVC and VP9 by the format of the decoded pictures. */
function profileOf({ codec_name: codec, profile, pix_fmt: pixels }: Probed['streams'][number], { format }: Case) {
  const inWebm = codec === 'vp9' && format === 'matroska';
  if (inWebm) return {};
  return codec === 'prores' ? { profile } : { profile, bitDepth: pixels?.includes('10') ? 10 : 8 };
}
