import { readAv1Configuration } from '../codec/av1.ts';
import { readAvcConfiguration } from '../codec/avc.ts';
import { type DolbyVision, readDolbyVision } from '../codec/dolby-vision.ts';
import type { PictureFacts } from '../codec/facts.ts';
import { readHevcConfiguration } from '../codec/hevc.ts';
import { readVpConfiguration } from '../codec/vp9.ts';
import type { Brightness } from '../streams.ts';
import { boxesIn, contentOf, EMPTY, readFrom } from './boxes.ts';
import { readElementaryStream } from './esds.ts';

/** Fixed part of a visual sample entry (ISO 14496-12, 12.1.3), after which its boxes stand. */
const FIXED = 78;
const MOST_CONTENT = 8 * 1024;
const PRORES: ReadonlyMap<string, string> = new Map([
  ['apco', 'Proxy'],
  ['apcs', 'LT'],
  ['apcn', 'Standard'],
  ['apch', 'HQ'],
  ['ap4h', '4444'],
  ['ap4x', 'XQ'],
]);

export interface VisualEntry {
  readonly codec: string | undefined;
  readonly container: PictureFacts;
  readonly configuration: PictureFacts;
  readonly brightness: Brightness;
  readonly dolbyVision: DolbyVision | undefined;
  /** The format that an encrypted entry stands for. */
  readonly original: string | undefined;
}

/** The content of a visual sample entry. */
export function readVisualEntry(type: string, data: Buffer): VisualEntry {
  const read = readFrom(data);
  const boxes = boxesIn(read, { type, start: 0, end: data.length }, FIXED);
  const box = (name: string): Buffer => contentOf(read, boxes.get(name), MOST_CONTENT);
  const dolby = ['dvcC', 'dvvC', 'dvwC'].find((name) => boxes.has(name));
  const stream = box('esds');
  return {
    codec: stream.length > 4 ? readElementaryStream(stream.subarray(4)).codec : undefined,
    container: {
      profile: PRORES.get(type),
      width: data.length >= 28 ? data.readUInt16BE(24) : undefined,
      height: data.length >= 28 ? data.readUInt16BE(26) : undefined,
      transfer: transferOf(box('colr')),
    },
    configuration: configurationOf(boxes, box),
    brightness: { ...displayOf(box('mdcv'), box('SmDm')), ...lightOf(box('clli'), box('CoLL')) },
    dolbyVision: dolby === undefined ? undefined : (readDolbyVision(box(dolby)) ?? {}),
    original: originalFormat(data, FIXED),
  };
}

function configurationOf(boxes: ReadonlyMap<string, unknown>, box: (name: string) => Buffer): PictureFacts {
  if (boxes.has('avcC')) return readAvcConfiguration(box('avcC'));
  if (boxes.has('hvcC')) return readHevcConfiguration(box('hvcC'));
  if (boxes.has('av1C')) return readAv1Configuration(box('av1C'));
  return boxes.has('vpcC') ? readVpConfiguration(box('vpcC').subarray(4)) : {};
}

/** Colours as numbers of ITU-T H.273, in the forms of ISO and of QuickTime. */
function transferOf(data: Buffer): number | undefined {
  const kind = data.toString('latin1', 0, 4);
  return (kind === 'nclx' || kind === 'nclc') && data.length >= 10 ? data.readUInt16BE(6) : undefined;
}

/** Brightest and darkest value of the display, in 1/10,000 cd/m², or in the fixed-point numbers of WebM's box. */
function displayOf(data: Buffer, webm: Buffer): Brightness {
  if (data.length >= 24) {
    return { masteringMax: data.readUInt32BE(16) / 10_000, masteringMin: data.readUInt32BE(20) / 10_000 };
  }
  if (webm.length < 28) return {};
  return { masteringMax: webm.readUInt32BE(20) / 256, masteringMin: webm.readUInt32BE(24) / 16_384 };
}

function lightOf(data: Buffer, webm: Buffer): Brightness {
  const light = data.length >= 4 ? data : webm.length >= 8 ? webm.subarray(4) : EMPTY;
  return light.length < 4 ? {} : { maxCll: light.readUInt16BE(0), maxFall: light.readUInt16BE(2) };
}

/** `sinf` of an encrypted entry names the format that it would have in the clear (ISO 14496-12, 8.12). */
export function originalFormat(data: Buffer, skip: number): string | undefined {
  const read = readFrom(data);
  const protection = boxesIn(read, { type: '', start: 0, end: data.length }, skip).get('sinf');
  const format = protection === undefined ? undefined : boxesIn(read, protection).get('frma');
  return format === undefined ? undefined : contentOf(read, format, 4).toString('latin1');
}
