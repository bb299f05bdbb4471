import { codecName } from '../codecs.ts';

/** Video codecs by the four characters of AVI and of Video for Windows in Matroska, as ffmpeg names them. */
const FOUR_CHARACTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    h264: 'h264 x264 avc1 davc vssh q264',
    hevc: 'hevc h265 hev1 hvc1 x265',
    mpeg4: 'xvid divx dx50 fmp4 mp4v mp4s 3iv2 rmp4 m4s2 blz0 div1 hdx4 dmk2 seds smp4 ump4 xvix um4v',
    msmpeg4v1: 'mpg4 mp41',
    msmpeg4v2: 'mp42 div2',
    msmpeg4v3: 'mp43 div3 div4 div5 div6 mpg3 ap41 col1 col0 dvx3',
    mpeg1video: 'mpg1 mpeg',
    mpeg2video: 'mpg2 em2v mp2v mmes lmp2 slif xmpg',
    mjpeg: 'mjpg jpeg ljpg avrn acdv dmb1 mjpa cjpg',
    wmv1: 'wmv1',
    wmv2: 'wmv2',
    vc1: 'wmv3 wvc1 wmva vc-1',
    dvvideo: 'dvsd dvhd dvsl dv25 dv50 cdvc dvis',
    huffyuv: 'hfyu',
    ffvhuff: 'ffvh',
    ffv1: 'ffv1',
    lagarith: 'lags',
    utvideo: 'ulrg ulra uly2 uly0',
    cinepak: 'cvid',
    indeo3: 'iv31 iv32',
    indeo4: 'iv41',
    indeo5: 'iv50',
    flv1: 'flv1',
    h263: 'h263 u263 viv1',
    svq3: 'svq3',
    vp6: 'vp60 vp61 vp62 vp6f',
    vp8: 'vp80',
    vp9: 'vp90',
    av1: 'av01',
    theora: 'theo',
    msvideo1: 'cram msvc wham',
    rv40: 'rv40',
    prores: 'apch apcn apcs apco ap4h',
    xsub: 'dxsb dxsa',
    rawvideo: 'yv12 i420 yuy2 uyvy rgb dib',
  }).flatMap(([codec, list]) => list.split(' ').map((one) => [one, codec] as const)),
);

/** WAVE format tags by ffmpeg's names, but for families that the project keeps together. */
const FORMAT_TAGS: ReadonlyMap<number, string> = new Map([
  [0x0001, 'pcm'],
  [0x0002, 'adpcm_ms'],
  [0x0003, 'pcm'],
  [0x0006, 'pcm'],
  [0x0007, 'pcm'],
  [0x0011, 'adpcm_ima_wav'],
  [0x0031, 'gsm_ms'],
  [0x0050, 'mp2'],
  [0x0055, 'mp3'],
  [0x0057, 'amr_nb'],
  [0x0058, 'amr_wb'],
  [0x0092, 'ac3'],
  [0x00ff, 'aac'],
  [0x0160, 'wma'],
  [0x0161, 'wma'],
  [0x0162, 'wma'],
  [0x0163, 'wma'],
  [0x0401, 'imc'],
  [0x0402, 'iac'],
  [0x0270, 'atrac3'],
  [0x1600, 'aac'],
  [0x1602, 'aac'],
  [0x1610, 'aac'],
  [0x2000, 'ac3'],
  [0x2001, 'dts'],
  [0x2048, 'sonic'],
  [0x4143, 'aac'],
  [0x566f, 'vorbis'],
  [0x674f, 'vorbis'],
  [0x6750, 'vorbis'],
  [0x6751, 'vorbis'],
  [0x676f, 'vorbis'],
  [0x6770, 'vorbis'],
  [0x6771, 'vorbis'],
  [0x704f, 'opus'],
  [0x706d, 'aac'],
  [0xa109, 'speex'],
  [0xf1ac, 'flac'],
]);
const EXTENSIBLE = 0xfffe;

/** The codec of a BITMAPINFOHEADER: of four characters, of which some are zero where the picture is not compressed. */
export function videoCodecOfFourCharacters(fourCharacters: string): string | undefined {
  const plain = fourCharacters.replaceAll('\0', '').trim().toLowerCase();
  if (plain === '') return 'rawvideo';
  return FOUR_CHARACTERS.get(plain) ?? codecName(plain);
}

export interface WaveFormat {
  readonly codec: string | undefined;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bitDepth: number | undefined;
}

/** A WAVEFORMATEX, as it stands in AVI, WAV, ASF and Matroska's ACM tracks. */
export function readWaveFormat(data: Buffer): WaveFormat | undefined {
  if (data.length < 14) return undefined;
  const tag = data.readUInt16LE(0);
  const real = tag === EXTENSIBLE && data.length >= 26 ? data.readUInt16LE(24) : tag;
  const codec = FORMAT_TAGS.get(real) ?? `0x${real.toString(16).padStart(4, '0')}`;
  const depth = data.length >= 16 ? data.readUInt16LE(14) : 0;
  return {
    codec,
    channels: data.readUInt16LE(2),
    sampleRate: data.readUInt32LE(4),
    bitDepth: codec === 'pcm' && depth > 0 ? depth : undefined,
  };
}
