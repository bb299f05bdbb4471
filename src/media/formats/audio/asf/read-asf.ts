import type { FormatReader, MediaReading } from '../../reading.ts';
import type { ByteWindow } from '../../window.ts';
import { cachedWindow } from '../cached-window.ts';
import { type Notes, noteCollector } from '../notes.ts';
import { u16le, u32le, u64le } from '../numbers.ts';
import { audioReading, type Chapter } from '../reading.ts';
import type { Span } from '../span.ts';
import { utf16Text } from '../text.ts';
import { type AsfAttributes, readDescription, readExtendedDescription, readMetadata } from './attributes.ts';
import { type AsfObject, type AsfObjectName, objectsOf } from './objects.ts';
import { type AsfStream, type ExtendedStream, readExtendedStream, readLanguages, readStream } from './streams.ts';

const HEADER_ID = '3026b2758e66cf11a6d900aa0062ce6c';
const MAX_CHAPTERS = 1000;
const MAX_STREAMS = 127;

interface AsfHeader {
  seconds: number | undefined;
  preroll: number;
  size: number;
  languages: readonly (string | undefined)[];
  markers: Span | undefined;
  readonly streams: AsfStream[];
  readonly extended: ExtendedStream[];
  readonly tagObjects: AsfObject[];
}

/** ASF: WMA and WMV. All that is read stands in its header. */
export const readAsf: FormatReader = (given) => {
  const window = cachedWindow(given);
  const notes = noteCollector();
  const head = window.read(0, 30);
  if (head.length < 30 || head.toString('hex', 0, 16) !== HEADER_ID) return undefined;
  const header: AsfHeader = {
    seconds: undefined,
    preroll: 0,
    size: 0,
    languages: [],
    markers: undefined,
    streams: [],
    extended: [],
    tagObjects: [],
  };
  readObjects(window, 30, Math.min(window.size, u64le(head, 16)), header, notes, true);
  const { values, pictures } = readAttributes(header.tagObjects, notes);
  const reading = {
    container: 'asf',
    ...streamsOf(header),
    tags: values.size === 0 ? [] : [{ origin: 'asf', entries: [...values] }],
    pictures,
    chapters: header.markers === undefined ? [] : readMarkers(header.markers, header.preroll),
    truncated: header.size > window.size,
  };
  return audioReading(reading, header.seconds, notes);
};

function readObjects(
  window: ByteWindow,
  start: number,
  end: number,
  header: AsfHeader,
  notes: Notes,
  isOutermost: boolean,
): void {
  for (const object of objectsOf(window, start, end)) {
    const { name, span } = object;
    if (name === 'file') readFileProperties(span, header);
    else if (name === 'stream') addStream(header, readStream(object));
    else if (name === 'extended-stream') header.extended.push(readExtendedStream(window, object));
    else if (name === 'languages') header.languages = readLanguages(span);
    else if (name !== undefined && TAG_OBJECTS.includes(name)) header.tagObjects.push(object);
    else if (name === 'markers') header.markers = span;
    else if (name === 'extension' && isOutermost) {
      readObjects(window, object.at + 22, object.end, header, notes, false);
    }
  }
}

/** Further values of an attribute stand in a later kind of object, wherever that is in the file. */
const TAG_OBJECTS: readonly AsfObjectName[] = ['description', 'extended-description', 'metadata', 'library'];

function readAttributes(objects: readonly AsfObject[], notes: Notes): AsfAttributes {
  const attributes: AsfAttributes = { values: new Map(), pictures: [] };
  for (const kind of TAG_OBJECTS) {
    for (const { name, span } of objects) {
      if (name !== kind) continue;
      if (kind === 'description') readDescription(span, attributes);
      else if (kind === 'extended-description') readExtendedDescription(span, attributes, notes);
      else readMetadata(span, attributes, notes);
    }
  }
  return attributes;
}

function addStream(header: AsfHeader, stream: AsfStream | undefined): void {
  if (stream !== undefined) header.streams.push(stream);
}

/** A broadcast has no length in its header. The time before the first sample is not part of it. */
function readFileProperties(span: Span, header: AsfHeader): void {
  const bytes = span.read(0, 80);
  if (bytes.length < 80 || (u32le(bytes, 64) & 1) !== 0) return;
  header.size = u64le(bytes, 16);
  header.preroll = u64le(bytes, 56) / 1000;
  header.seconds = u64le(bytes, 40) / 1e7 - header.preroll;
}

function streamsOf({ streams, extended, languages }: AsfHeader): Pick<MediaReading, 'video' | 'audio'> {
  const listed = new Set(streams.map(({ number }) => number));
  const hidden = extended.flatMap(({ stream }) => (stream === undefined || listed.has(stream.number) ? [] : [stream]));
  const all = [...streams, ...hidden].slice(0, MAX_STREAMS);
  const video = all.flatMap(({ number, video: found }) => {
    if (found === undefined) return [];
    const frameRate = extended.find((one) => one.number === number)?.frameRate;
    return [{ ...found, ...(frameRate === undefined ? {} : { frameRate }) }];
  });
  const audio = all.flatMap(({ number, audio: found }) => {
    if (found === undefined) return [];
    const index = extended.find((one) => one.number === number)?.language;
    const language = index === undefined ? undefined : languages[index];
    return [{ ...found, ...(language === undefined ? {} : { language }) }];
  });
  return { video, audio };
}

/** A Marker object: titles at times, which count from before the first sample. */
function readMarkers(span: Span, preroll: number): readonly Chapter[] {
  const head = span.read(0, 24);
  const count = Math.min(u32le(head, 16), MAX_CHAPTERS);
  const chapters: Chapter[] = [];
  let at = 24 + u16le(head, 22);
  for (let index = 0; index < count && at < span.length; index++) {
    const entry = span.read(at, 30);
    if (entry.length < 30) break;
    const length = u32le(entry, 26) * 2;
    const title = utf16Text(span.read(at + 30, Math.min(length, 4096)), 'le').replace(/\0.*$/s, '');
    const start = Math.max(0, Math.round((u64le(entry, 8) / 1e7 - preroll) * 1000) / 1000);
    chapters.push(title === '' ? { start } : { start, title });
    at += 30 + length;
  }
  return chapters;
}
