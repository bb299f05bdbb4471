/**
 * Tags of one block, as found: values by key. Keys are Picard's Vorbis names in capitals without anything between the
 * letters (`MUSICBRAINZALBUMID`), because every format and tagger spaces them in another way.
 */
type TagFields = ReadonlyMap<string, readonly string[]>;

export interface TagBlock {
  /** `vorbis`, `id3v2`, `ape`, `mp4` … */
  readonly origin: string;
  readonly fields: TagFields;
}

/** A key as `TagFields` has it. */
function fieldKey(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** The keys that `toAudioTags` understands; all others are left in the file, so that one of them alone is no tag. */
const KNOWN = new Set(
  (
    'TITLE ARTIST ARTISTS ALBUMARTIST ALBUM TRACKNUMBER TRACK TRACKTOTAL TOTALTRACKS DISCNUMBER DISC DISCTOTAL TOTALDISCS ' +
    'DISCSUBTITLE DATE YEAR RELEASEDATE ORIGINALDATE ORIGINALYEAR GENRE COMPOSER LABEL PUBLISHER ORGANIZATION ' +
    'CATALOGNUMBER BARCODE UPC EAN ISRC COMPILATION LYRICS UNSYNCEDLYRICS MUSICBRAINZTRACKID MUSICBRAINZRELEASETRACKID ' +
    'MUSICBRAINZALBUMID MUSICBRAINZRELEASEGROUPID MUSICBRAINZARTISTID MUSICBRAINZALBUMARTISTID'
  ).split(' '),
);

/** Collects known fields; empty values are left out. `add` joins the values of equal keys, `replace` takes the last. */
export function fieldCollector() {
  const fields = new Map<string, readonly string[]>();
  const put = (name: string, values: readonly string[], before: (key: string) => readonly string[]): void => {
    const key = fieldKey(name);
    const given = values.filter((value) => value.trim() !== '');
    if (given.length > 0 && KNOWN.has(key)) fields.set(key, [...before(key), ...given]);
  };
  return {
    fields,
    add: (name: string, values: readonly string[]): void => put(name, values, (key) => fields.get(key) ?? []),
    replace: (name: string, values: readonly string[]): void => put(name, values, () => []),
  };
}

/** Several blocks of one file as one: each field from the first block that has it. */
export function mergeBlocks(blocks: readonly TagBlock[]): TagBlock | undefined {
  const filled = blocks.filter((block) => block.fields.size > 0);
  const [first] = filled;
  if (first === undefined) return undefined;
  const fields = new Map<string, readonly string[]>();
  for (const block of filled) {
    for (const [key, values] of block.fields) if (!fields.has(key)) fields.set(key, values);
  }
  return { origin: first.origin, fields };
}
