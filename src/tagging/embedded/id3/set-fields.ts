import { inNamesOf, looseName, type NamedValues, type TagChange } from '../change.ts';
import { DATE_FRAMES, dateFrames } from './dates.ts';
import type { Id3Frame, Id3Version } from './frame.ts';
import { withPlayers, withRole } from './people.ts';
import { entryOf, freeFrame, idFrame, languageFrame, textFrame, urlFrame } from './text-frames.ts';

const MUSICBRAINZ = 'http://musicbrainz.org';
const ENGLISH = Buffer.from('eng');
const LICENSE = 'LICENSE';

/** Sets fields in the frames of a tag. Frames of other names keep their bytes and their order. */
export function withId3Fields(
  frames: readonly Id3Frame[],
  version: Id3Version,
  change: TagChange,
): readonly Id3Frame[] {
  return inNamesOf('id3', change).reduce((all, named) => withName(all, version, named), frames);
}

function withName(frames: readonly Id3Frame[], version: Id3Version, [name, values]: NamedValues): readonly Id3Frame[] {
  const [id = '', detail = ''] = dividedName(name);
  const dates = DATE_FRAMES.get(id);
  if (dates !== undefined) {
    return replaced(frames, (frame) => dates.includes(frame.id), dateFrames(version, id, values));
  }
  if (id === 'TIPL') return withRole(frames, version, detail, values);
  if (id === 'TMCL') return withPlayers(frames, version, values);
  if (id === 'TXXX') return withFree(frames, version, detail, values);
  if (id === 'COMM' || id === 'USLT') return withLanguage(frames, version, id, values);
  if (id === 'UFID') {
    const key = `UFID:${MUSICBRAINZ}`;
    const made = values.slice(0, 1).map((value) => idFrame(MUSICBRAINZ, value));
    return replaced(frames, (frame) => entryOf(frame)?.[0] === key, made);
  }
  if (id === 'WOAR')
    return replaced(
      frames,
      (frame) => frame.id === id,
      values.map((value) => urlFrame(id, value)),
    );
  if (id === 'WCOP') return withLicense(frames, version, values);
  // iTunes keeps the group in GRP1, and the work in TIT1.
  const target = id === 'TIT1' && frames.some((frame) => frame.id === 'GRP1') ? 'GRP1' : id;
  const made = values.length === 0 ? [] : [textFrame(version, target, values)];
  return replaced(frames, (frame) => frame.id === target, made);
}

function dividedName(name: string): readonly string[] {
  const colon = name.indexOf(':');
  return colon < 0 ? [name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** Puts frames in the place of others. One that says the same already keeps its bytes. */
function replaced(
  frames: readonly Id3Frame[],
  isOld: (frame: Id3Frame) => boolean,
  made: readonly Id3Frame[],
): readonly Id3Frame[] {
  const old = frames.filter(isOld);
  const kept = frames.filter((frame) => !isOld(frame));
  const first = frames.findIndex(isOld);
  const pictures = kept.findIndex(({ id }) => id === 'APIC');
  const at = first >= 0 ? first : pictures < 0 ? kept.length : pictures;
  const isSame = old.length === made.length && made.every((frame, index) => saysSame(frame, old[index]));
  return isSame ? frames : kept.toSpliced(at, 0, ...made);
}

function saysSame(one: Id3Frame, other: Id3Frame | undefined): boolean {
  const [key, values = []] = entryOf(one) ?? [];
  const [otherKey, otherValues = []] = (other === undefined ? undefined : entryOf(other)) ?? [];
  return (
    key === otherKey && values.length === otherValues.length && values.every((text, at) => text === otherValues[at])
  );
}

/** A text with a description, which taggers write in capitals or not, with spaces or underscores. */
function withFree(
  frames: readonly Id3Frame[],
  version: Id3Version,
  description: string,
  values: readonly string[],
): readonly Id3Frame[] {
  const loose = looseName(description);
  const isOld = (frame: Id3Frame): boolean =>
    frame.id === 'TXXX' && looseName(entryOf(frame)?.[0].slice(5) ?? '') === loose;
  return replaced(frames, isOld, values.length === 0 ? [] : [freeFrame(version, description, values)]);
}

/** The text without a description; those with one are of programs. A frame that is replaced gives its language. */
function withLanguage(
  frames: readonly Id3Frame[],
  version: Id3Version,
  id: 'COMM' | 'USLT',
  values: readonly string[],
): readonly Id3Frame[] {
  const isOld = (frame: Id3Frame): boolean => entryOf(frame)?.[0] === `${id}:`;
  const language = frames.find(isOld)?.body.subarray(1, 4) ?? ENGLISH;
  return replaced(frames, isOld, values.length === 0 ? [] : [languageFrame(version, id, language, values)]);
}

/** One URL has a frame of its own; all else is free text. */
function withLicense(frames: readonly Id3Frame[], version: Id3Version, values: readonly string[]): readonly Id3Frame[] {
  const isUrl = values.length === 1 && URL.canParse(values[0] ?? '');
  const urls = isUrl ? values.map((value) => urlFrame('WCOP', value)) : [];
  const without = replaced(frames, (frame) => frame.id === 'WCOP', urls);
  return withFree(without, version, LICENSE, isUrl ? [] : values);
}
