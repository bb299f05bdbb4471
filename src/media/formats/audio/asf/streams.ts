import type { AudioStream, VideoStream } from '../../../../model/media.ts';
import { codecName } from '../../../codecs.ts';
import { languageTag } from '../../../language.ts';
import type { ByteWindow } from '../../window.ts';
import { u8, u16le, u32le, u64le } from '../numbers.ts';
import { given } from '../reading.ts';
import type { Span } from '../span.ts';
import { utf16Text } from '../text.ts';
import { readWaveFormat } from '../wave-format.ts';
import { type AsfObject, objectsOf } from './objects.ts';

const AUDIO = '409e69f84d5bcf11a8fd00805f5c442b';
const VIDEO = 'c0ef19bc4d5bcf11a8fd00805f5c442b';

export interface AsfStream {
  readonly number: number;
  readonly audio?: AudioStream;
  readonly video?: VideoStream;
}

/** A Stream Properties object. */
export function readStream({ span }: AsfObject): AsfStream | undefined {
  const head = span.read(0, 54);
  const type = head.toString('hex', 0, 16);
  const number = u16le(head, 48) & 127;
  const data = span.read(54, Math.min(u32le(head, 40), 128));
  if (type === AUDIO) {
    const format = readWaveFormat(data);
    return format === undefined ? undefined : { number, audio: format.stream };
  }
  if (type !== VIDEO || data.length < 31) return undefined;
  const codec = codecName(data.toString('latin1', 27, 31).replace(/\0+$/, ''));
  const width = given(u32le(data, 0));
  const height = given(u32le(data, 4));
  const size = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
  return { number, video: { ...(codec === undefined ? {} : { codec }), ...size } };
}

export interface ExtendedStream {
  readonly number: number;
  readonly language: number;
  readonly frameRate: number | undefined;
  /** Streams may be described within this object alone. */
  readonly stream: AsfStream | undefined;
}

/** An Extended Stream Properties object: language, time of a frame, and the stream itself behind names and extensions. */
export function readExtendedStream(window: ByteWindow, { span, at, end }: AsfObject): ExtendedStream {
  const head = span.read(0, 64);
  const perFrame = u64le(head, 52);
  const rate = perFrame > 0 && perFrame < 1e9 ? Math.round(1e10 / perFrame) / 1000 : undefined;
  let next = 64;
  for (let count = u16le(head, 60); count > 0 && next < span.length; count--) {
    next += 4 + u16le(span.read(next + 2, 2), 0);
  }
  for (let count = u16le(head, 62); count > 0 && next < span.length; count--) {
    next += 22 + u32le(span.read(next + 18, 4), 0);
  }
  let stream: AsfStream | undefined;
  for (const object of objectsOf(window, at + next, end)) if (object.name === 'stream') stream ??= readStream(object);
  return { number: u16le(head, 48), language: u16le(head, 50), frameRate: rate, stream };
}

/** A Language List object: names as in BCP 47. */
export function readLanguages(span: Span): readonly (string | undefined)[] {
  const count = Math.min(u16le(span.read(0, 2), 0), 500);
  const languages: (string | undefined)[] = [];
  let at = 2;
  for (let index = 0; index < count && at < span.length; index++) {
    const length = u8(span.read(at, 1), 0);
    languages.push(languageTag(utf16Text(span.read(at + 1, length), 'le').replace(/\0+$/, '')));
    at += 1 + length;
  }
  return languages;
}
