import type { Credit } from '../../model/records.ts';
import type { FileView, ItemView } from '../../model/views.ts';
import { mainFiles } from '../places.ts';

/** What the store says of one field of a file, and which source says it. */
interface WantedValue {
  readonly values: readonly string[];
  /** `musicbrainz`, `user` …; `match` for ids and places, which come with the identification. */
  readonly source: string;
}

/** Values by field of `media/tags/vocabulary.ts`. */
export type WantedFields = ReadonlyMap<string, WantedValue>;

/** The tag of one audio file. */
export interface TagTarget {
  readonly library: string;
  readonly path: FileView['path'];
  /** Title of the work, for a person. */
  readonly title: string;
  readonly fields: WantedFields;
}

/** They only repeat what the files and their names say, so there is nothing to write. */
const OWN_WORDS: ReadonlySet<string> = new Set(['tags', 'name', 'derived']);
const MATCH = 'match';
const VARIOUS_ARTISTS = '89ad4ac3-39f7-470e-963a-56509c546377';

/** The tags of the files of an album (conventions §10). A file that holds several tracks has none. */
export function tagTargets(item: ItemView): readonly TagTarget[] {
  if (item.kind !== 'release') return [];
  const tracks = item.children.flatMap((child) => (child.kind === 'track' ? [child] : child.children));
  const held = new Map<string, number>();
  const keyOf = ({ library, path }: FileView): string => `${library}\0${path}`;
  for (const file of tracks.flatMap(mainFiles)) held.set(keyOf(file), (held.get(keyOf(file)) ?? 0) + 1);
  const ofAlbum = albumFields(item);
  return tracks.flatMap((track) =>
    mainFiles(track)
      .filter((file) => held.get(keyOf(file)) === 1)
      .map(({ library, path }) => ({
        library,
        path,
        title: `${item.title}: ${track.title}`,
        fields: new Map([...ofAlbum, ...trackFields(track, item)]),
      })),
  );
}

function albumFields(album: ItemView): WantedFields {
  const { texts, numbers, ids, found } = collector(album);
  texts('ALBUM', 'title');
  texts('ALBUMARTIST', 'albumArtist');
  texts('DATE', 'releaseDate', 'year');
  texts('GENRE', 'genres');
  texts('LABEL', 'label');
  texts('CATALOGNUMBER', 'catalogNumber');
  texts('BARCODE', 'barcode');
  numbers('DISCTOTAL', 'discTotal');
  lowerCase(found, texts, 'RELEASETYPE', 'releaseTypes');
  lowerCase(found, texts, 'RELEASESTATUS', 'releaseStatus');
  texts('RELEASECOUNTRY', 'countries');
  first(found, 'RELEASECOUNTRY');
  texts('MEDIA', 'mediaFormat');
  oneMedium(found);
  const parentId = (kind: 'artist' | 'release-group', id: 'musicbrainz-artist' | 'musicbrainz-release-group') =>
    album.parents.find((parent) => parent.kind === kind)?.ids[id];
  const artist = parentId('artist', 'musicbrainz-artist');
  ids('MUSICBRAINZALBUMID', album.ids['musicbrainz-release']);
  ids('MUSICBRAINZRELEASEGROUPID', parentId('release-group', 'musicbrainz-release-group'));
  ids('MUSICBRAINZALBUMARTISTID', artist);
  if (artist === VARIOUS_ARTISTS) ids('COMPILATION', '1');
  return found;
}

function trackFields(track: ItemView, album: ItemView): WantedFields {
  const { texts, numbers, ids, found } = collector(track);
  texts('TITLE', 'title');
  texts('ARTIST', 'artist');
  numbers('TRACKNUMBER', 'trackNumber');
  numbers('TRACKTOTAL', 'trackTotal');
  numbers('DISCNUMBER', 'discNumber');
  texts('GENRE', 'genres');
  texts('ISRC', 'isrc');
  ids('TRACKNUMBER', numberText(track.position?.track));
  ids('DISCNUMBER', numberText(track.position?.disc));
  ids('MUSICBRAINZTRACKID', track.ids['musicbrainz-recording']);
  ids('MUSICBRAINZRELEASETRACKID', track.ids['musicbrainz-track']);
  const artist = album.parents.find(({ kind }) => kind === 'artist');
  const isOfArtist = artist !== undefined && found.get('ARTIST')?.values[0] === artist.title;
  if (isOfArtist) ids('MUSICBRAINZARTISTID', artist.ids['musicbrainz-artist']);
  for (const [field, values] of creditFields(track.crew)) found.set(field, { values, source: 'musicbrainz' });
  return found;
}

interface Collector {
  readonly found: Map<string, WantedValue>;
  /** The first of these fields of the item that has a value of somebody else than the files themselves. */
  texts(field: string, ...names: readonly string[]): void;
  numbers(field: string, name: string): void;
  /** A value that comes with the identification, where there is no other. */
  ids(field: string, value: string | undefined): void;
}

function collector({ fields }: ItemView): Collector {
  const found = new Map<string, WantedValue>();
  const take = (field: string, name: string): boolean => {
    const one = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (one === undefined || OWN_WORDS.has(one.provider)) return false;
    const list: readonly unknown[] = Array.isArray(one.value) ? one.value : [one.value];
    const values = list.flatMap((value) =>
      typeof value === 'string' || typeof value === 'number' ? [`${value}`] : [],
    );
    if (values.length > 0) found.set(field, { values, source: one.provider });
    return values.length > 0;
  };
  return {
    found,
    texts: (field, ...names) => void names.some((name) => take(field, name)),
    numbers: (field, name) => void take(field, name),
    ids: (field, value) => {
      if (value !== undefined && !found.has(field)) found.set(field, { values: [value], source: MATCH });
    },
  };
}

function lowerCase(found: Map<string, WantedValue>, texts: Collector['texts'], field: string, name: string): void {
  texts(field, name);
  const wanted = found.get(field);
  if (wanted !== undefined) found.set(field, { ...wanted, values: wanted.values.map((value) => value.toLowerCase()) });
}

function first(found: Map<string, WantedValue>, field: string): void {
  const wanted = found.get(field);
  if (wanted !== undefined) found.set(field, { ...wanted, values: wanted.values.slice(0, 1) });
}

/** `2×CD` is CD for each track; of `CD + DVD` it is not known on which of them a track is. */
function oneMedium(found: Map<string, WantedValue>): void {
  const wanted = found.get('MEDIA');
  if (wanted === undefined) return;
  const [value = ''] = wanted.values;
  if (value.includes(' + ')) found.delete('MEDIA');
  else found.set('MEDIA', { ...wanted, values: [value.replace(/^\d+×/, '')] });
}

function numberText(value: number | undefined): string | undefined {
  return value === undefined || value === 0 ? undefined : String(value);
}

/** Fields of people by what MusicBrainz calls their work. */
const ROLES: ReadonlyMap<string, string> = new Map([
  ['composer', 'COMPOSER'],
  ['lyricist', 'LYRICIST'],
  ['librettist', 'LYRICIST'],
  ['writer', 'WRITER'],
  ['conductor', 'CONDUCTOR'],
  ['remixer', 'REMIXER'],
  ['arranger', 'ARRANGER'],
  ['orchestrator', 'ARRANGER'],
  ['engineer', 'ENGINEER'],
  ['producer', 'PRODUCER'],
  ['mix', 'MIXER'],
  ['mix-dj', 'DJMIXER'],
]);

/** People with an id of MusicBrainz; those without one were read in tags. */
function creditFields(crew: readonly Credit[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const { name, job = '', ids } of crew) {
    const role = ROLES.get(job.toLowerCase().split(' ').at(-1) ?? '');
    if (role === undefined || ids['musicbrainz-artist'] === undefined) continue;
    const names = fields.get(role) ?? [];
    if (!names.includes(name)) fields.set(role, [...names, name]);
  }
  return fields;
}
