import { codecName } from '../../codecs.ts';
import { videoCodecOfFourCharacters } from '../riff-codecs.ts';

/** Sample entries by the names of codecs, where they are not names themselves (mp4ra.org, QuickTime). */
const ENTRIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    prores: 'apch apcn apcs apco ap4h ap4x aprn aprh',
    mjpeg: 'jpeg mjpa mjpb',
    h263: 's263 h263',
    mpeg2video:
      'mx5n mx5p mx4n mx4p mx3n mx3p hdv1 hdv2 hdv3 hdv5 hdv6 hdv7 hdv8 hdv9 xdv1 xdv2 xdv3 xdv4 xdv5 xdv6 m2v1',
    mpeg1video: 'mpeg m1v1',
    dvvideo: 'dvc dvcp dvpp dv5n dv5p dvh2 dvh3 dvh5 dvh6 dvhp dvhq dvlp',
    dnxhd: 'avdn avdh',
    cfhd: 'cfhd',
    vvc: 'vvc1 vvi1',
    qtrle: 'rle',
    amr_nb: 'samr',
    amr_wb: 'sawb',
    ac4: 'ac-4',
    mpegh_3d_audio: 'mha1 mha2 mhm1 mhm2',
    dts: 'dtsc dtsh dtsl dtse dtsx dts+',
    truehd: 'mlpa',
    mp3: '.mp3 ms\0u',
    mp2: '.mp2 ms\0p',
    pcm: 'sowt twos in24 in32 fl32 fl64 raw none lpcm ipcm fpcm ulaw alaw',
    adpcm_ima_qt: 'ima4',
    adpcm_ms: 'ms\0\x02',
    qdm2: 'qdm2',
    mace6: 'mac6',
    mace3: 'mac3',
    gsm: 'agsm',
    speex: 'spex',
    eia608: 'c608 c708',
    mov_text: 'tx3g text sbtl',
    webvtt: 'wvtt',
    ttml: 'stpp dfxp',
    vobsub: 'mp4s subp',
  }).flatMap(([codec, list]) => list.split(' ').map((one) => [one, codec] as const)),
);

/** The codec of a sample entry. */
export function codecOfEntry(type: string, handler: string): string | undefined {
  const plain = type.trim().toLowerCase();
  const known = ENTRIES.get(plain);
  if (known !== undefined) return known;
  return handler === 'vide' ? videoCodecOfFourCharacters(type) : codecName(plain);
}
