import { isDeepStrictEqual } from 'node:util';
import { FORMAT_READERS } from '../../media/formats/readers.ts';
import type { MediaReading } from '../../media/formats/reading.ts';
import type { ByteWindow } from '../../media/formats/window.ts';
import { sniff } from '../../media/sniff.ts';
import { orderBlocks } from '../../media/tags/blocks.ts';
import type { TagFields } from '../../media/tags/fields.ts';
import { neededChange, type TagChange } from './change.ts';
import { FRONT_COVER } from './cover.ts';
import { editDsf } from './dsf/edit-dsf.ts';
import type { EditOptions, TagEditor } from './editor.ts';
import { editFlac } from './flac/edit-flac.ts';
import { editId3 } from './id3/edit-mp3.ts';
import { editAiff, editDff, editWav } from './iff/edit-chunks.ts';
import { editMp4 } from './mp4/edit-mp4.ts';
import { editOgg } from './ogg/edit-ogg.ts';
import { type Splice, splicedWindow, trimmedSplices } from './splice.ts';
import { ensure, UnsafeTag } from './unsafe-tag.ts';
import { withoutFractions } from './values.ts';

/** What has to be done to a file so that its tag has the values of a change. */
export type TagEdit =
  | { readonly status: 'unchanged' }
  | { readonly status: 'edit'; readonly splices: readonly Splice[]; readonly fields: readonly FieldEdit[] }
  /** The file stays as it is: damaged, or with something that the editor does not understand. */
  | { readonly status: 'refused'; readonly why: string };

/** One field before and after. */
interface FieldEdit {
  readonly field: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

interface TagFormat {
  /** Origin of the block that is written (`RawBlock.origin`). */
  readonly origin: string;
  readonly edit: TagEditor;
}

const FORMATS: ReadonlyMap<string, TagFormat> = new Map([
  ['flac', { origin: 'vorbis', edit: editFlac }],
  ['ogg', { origin: 'vorbis', edit: editOgg }],
  ['mp3', { origin: 'id3v2', edit: editId3 }],
  ['mp4', { origin: 'mp4', edit: editMp4 }],
  ['aac', { origin: 'id3v2', edit: editId3 }],
  ['wav', { origin: 'id3v2', edit: editWav }],
  ['aiff', { origin: 'id3v2', edit: editAiff }],
  ['dsf', { origin: 'id3v2', edit: editDsf }],
  ['dff', { origin: 'id3v2', edit: editDff }],
]);

/** A tag that can be changed: its fields, and the edits that a change needs. */
export interface ChangeableTag {
  readonly status: 'open';
  /** The fields of the block that is written, by name (`media/tags/vocabulary.ts`). */
  readonly fields: TagFields;
  /**
   * Plans a change. Before an edit is returned, the file is read as it would be then: its sound, its pictures and all fields
   * beside those of the change have to be the same as before.
   *
   * @throws only what `window.read` throws.
   */
  edit(change: TagChange, options: EditOptions): TagEdit;
}

/**
 * Looks at the tag of a file. Nothing is written. The window has to stay open for as long as the tag is used.
 *
 * @throws only what `window.read` throws.
 */
export function openTag(window: ByteWindow): ChangeableTag | Extract<TagEdit, { status: 'refused' }> {
  const reading = readingOf(window);
  if (reading === undefined || reading.audio.length === 0)
    return { status: 'refused', why: 'no sound was found in it' };
  const known = FORMATS.get(reading.container);
  if (known === undefined) return { status: 'refused', why: 'tags of this format cannot be written' };
  if (reading.truncated) return { status: 'refused', why: 'the file is cut short' };
  const tag: OpenTag = { window, reading, ...known };
  return {
    status: 'open',
    fields: fieldsOf(reading, tag.origin),
    edit: (change, options) => {
      try {
        return editOf(tag, change, options);
      } catch (thrown) {
        if (thrown instanceof UnsafeTag) return { status: 'refused', why: thrown.message };
        throw thrown;
      }
    },
  };
}

/** Plans a change of a file's tag (`ChangeableTag.edit`). */
export function planTagEdit(window: ByteWindow, change: TagChange, options: EditOptions = {}): TagEdit {
  const tag = openTag(window);
  return tag.status === 'open' ? tag.edit(change, options) : tag;
}

function readingOf(window: ByteWindow): MediaReading | undefined {
  return FORMAT_READERS.get(sniff(window)?.format ?? '')?.(window);
}

interface OpenTag extends TagFormat {
  readonly window: ByteWindow;
  readonly reading: MediaReading;
}

function editOf(tag: OpenTag, change: TagChange, { cover, ...options }: EditOptions): TagEdit {
  const { window, reading, origin, edit } = tag;
  const current = fieldsOf(reading, origin);
  const needed = neededChange(current, change);
  const isCovered = cover === undefined || reading.pictures.some(({ type }) => type === FRONT_COVER);
  if (needed.size === 0 && isCovered) return { status: 'unchanged' };
  const wanted = isCovered ? options : { ...options, cover };
  const splices = trimmedSplices(window, edit(window, needed, wanted));
  if (splices.length === 0) return { status: 'unchanged' };
  const after = readAgain(tag, splices);
  checkReading(tag, after, new Set(needed.keys()), isCovered ? 0 : 1);
  const written = fieldsOf(after, origin);
  const fields = [...needed.keys()].flatMap((field) => {
    const [was = [], is = []] = [current.get(field), written.get(field)];
    return isDeepStrictEqual(was, is) ? [] : [{ field, before: was, after: is }];
  });
  return { status: 'edit', splices, fields };
}

/** The fields of the block that is written. */
function fieldsOf({ tags, container }: MediaReading, origin: string): TagFields {
  const block = tags.find((one) => one.origin === origin);
  const [found] = block === undefined ? [] : orderBlocks([block], container === 'ape');
  return withoutFractions(found?.fields ?? new Map());
}

function readAgain({ window, reading }: OpenTag, splices: readonly Splice[]): MediaReading {
  const after = readingOf(splicedWindow(window, splices));
  ensure(after !== undefined && after.container === reading.container, 'the result could not be read');
  return after;
}

function checkReading(
  { reading, origin }: OpenTag,
  after: MediaReading,
  changed: ReadonlySet<string>,
  added: number,
): void {
  ensure(isDeepStrictEqual(soundOf(after), soundOf(reading)), 'the change would alter its sound');
  for (const part of ['video', 'subtitles', 'duration', 'chapters', 'truncated'] as const) {
    ensure(isDeepStrictEqual(after[part], reading[part]), `the change would alter its ${part}`);
  }
  ensure(after.pictures.length === reading.pictures.length + added, 'the change would alter its pictures');
  const before = fieldsOf(reading, origin);
  const written = fieldsOf(after, origin);
  for (const field of new Set([...before.keys(), ...written.keys()])) {
    // ID3v2.3 has several values in one text.
    const isKept = before.get(field)?.join('; ') === written.get(field)?.join('; ');
    ensure(isKept || changed.has(field), `the change would alter ${field} as well`);
  }
}

/** The streams without what a tag says of them: Ogg's language is a comment. */
function soundOf({ audio }: MediaReading): readonly unknown[] {
  return audio.map(({ language: _language, title: _title, ...stream }) => stream);
}
