import type { EmbeddedPicture } from '../../reading.ts';
import type { Notes } from '../notes.ts';
import { u8, u16le, u32le, u64le } from '../numbers.ts';
import type { Span } from '../span.ts';
import { MAX_TEXT_BYTES, utf16Text } from '../text.ts';

const MAX_ATTRIBUTES = 5000;
const PICTURE_HEAD = 2048;
const TEXT = 0;
const BYTES = 1;

/** Values by name, in the order of the file; an attribute may stand in several objects. */
export interface AsfAttributes {
  readonly values: Map<string, string[]>;
  readonly pictures: EmbeddedPicture[];
}

const DESCRIPTION = ['Title', 'Author', 'Copyright', 'Description'] as const;

/** Content Description: five lengths, then five texts. */
export function readDescription(span: Span, into: AsfAttributes): void {
  const lengths = span.read(0, 10);
  let at = 10;
  for (const [index, name] of DESCRIPTION.entries()) {
    const length = u16le(lengths, index * 2);
    addValue(into, name, textOf(span.read(at, length)));
    at += length;
  }
}

/** Extended Content Description: name, type, value. */
export function readExtendedDescription(span: Span, into: AsfAttributes, notes: Notes): void {
  const count = Math.min(u16le(span.read(0, 2), 0), MAX_ATTRIBUTES);
  let at = 2;
  for (let index = 0; index < count && at < span.length; index++) {
    const nameLength = u16le(span.read(at, 2), 0);
    const head = span.read(at + 2, nameLength + 4);
    if (head.length < nameLength + 4) {
      notes.add('attribute longer than its object');
      return;
    }
    const valueAt = at + 2 + nameLength + 4;
    const length = u16le(head, nameLength + 2);
    readValue(
      span,
      { name: textOf(head.subarray(0, nameLength)), type: u16le(head, nameLength), at: valueAt, length },
      into,
    );
    at = valueAt + length;
  }
}

/** Metadata and Metadata Library: language, stream, type, lengths, name, value. What is of one stream alone is left out. */
export function readMetadata(span: Span, into: AsfAttributes, notes: Notes): void {
  const count = Math.min(u16le(span.read(0, 2), 0), MAX_ATTRIBUTES);
  let at = 2;
  for (let index = 0; index < count && at < span.length; index++) {
    const head = span.read(at, 12);
    const nameLength = u16le(head, 4);
    const length = u32le(head, 8);
    const valueAt = at + 12 + nameLength;
    if (head.length < 12 || valueAt + length > span.length) {
      notes.add('attribute longer than its object');
      return;
    }
    const name = textOf(span.read(at + 12, nameLength));
    if (u16le(head, 2) === 0) readValue(span, { name, type: u16le(head, 6), at: valueAt, length }, into);
    at = valueAt + length;
  }
}

interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly at: number;
  readonly length: number;
}

function readValue(span: Span, { name, type, at, length }: Attribute, into: AsfAttributes): void {
  if (type === BYTES) {
    const picture =
      name === 'WM/Picture' ? pictureOf(span.read(at, Math.min(length, PICTURE_HEAD)), length) : undefined;
    if (picture !== undefined && into.pictures.length < 100) into.pictures.push(picture);
    return;
  }
  const bytes = span.read(at, Math.min(length, MAX_TEXT_BYTES));
  const value = type === TEXT ? textOf(bytes) : numberOf(type, bytes);
  if (value !== undefined) addValue(into, name, value);
}

/** Booleans have four bytes or two. */
function numberOf(type: number, bytes: Buffer): string | undefined {
  if (type === 2) return bytes.some((byte) => byte !== 0) ? '1' : '0';
  if (type === 3) return String(u32le(bytes, 0));
  if (type === 4) return String(u64le(bytes, 0));
  return type === 5 ? String(u16le(bytes, 0)) : undefined;
}

/** Type, size, then MIME type and description as texts with a NUL behind them. */
function pictureOf(bytes: Buffer, length: number): EmbeddedPicture | undefined {
  const size = u32le(bytes, 1);
  const mime = textOf(bytes.subarray(5)).toLowerCase();
  if (size === 0 || size > length) return undefined;
  return { type: u8(bytes, 0), ...(mime === '' ? {} : { mime }), length: size };
}

function textOf(bytes: Buffer): string {
  const text = utf16Text(bytes, 'le');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function addValue({ values }: AsfAttributes, name: string, value: string): void {
  if (value === '' || name === '') return;
  const known = values.get(name);
  if (known === undefined) values.set(name, [value]);
  else known.push(value);
}
