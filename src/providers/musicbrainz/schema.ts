import { z } from 'zod';
import { languageOfCode } from '../shared/languages.ts';
import {
  date,
  flag,
  list,
  maybe,
  number,
  positive,
  requiredList,
  requiredText,
  text,
  texts,
} from '../shared/tolerant.ts';

/**
 * MusicBrainz writes the same thing differently in searches, browses and lookups: nearly all members may be absent,
 * null or empty. Members of the domain are named here in its own words.
 */
const alias = z.object({ name: requiredText }).transform(({ name }) => name);
const genre = z.object({ name: requiredText, count: number });

/** 0…5 in answers, 0…10 with us. */
const rating = maybe(z.object({ value: positive, 'votes-count': positive })).transform((given) =>
  given?.value === undefined || given.value > 5
    ? []
    : [{ source: 'musicbrainz', value: given.value * 2, votes: given['votes-count'] ?? 0 }],
);

/** Genres or tags, those with most votes first. */
const genres = list(genre).transform((given) =>
  [...given].sort((a, b) => (b.count ?? 0) - (a.count ?? 0)).map(({ name }) => name),
);

const artist = z
  .object({
    id: requiredText,
    name: text,
    'sort-name': text,
    disambiguation: text,
    country: text,
    aliases: list(alias),
    genres,
    tags: genres,
    rating,
  })
  .transform(({ 'sort-name': sortName, ...rest }) => ({ ...rest, sortName }));
export type MbArtist = z.output<typeof artist>;

/** A credit in parts: each with the words that join it to the next. */
const artistCredit = list(
  z.object({ name: text, joinphrase: z.string().optional().catch(undefined), artist: maybe(artist) }),
).transform((parts) => ({
  name:
    parts
      .map(({ name, artist: of, joinphrase }) => `${name ?? of?.name ?? ''}${joinphrase ?? ''}`)
      .join('')
      .trim() || undefined,
  artists: parts.flatMap(({ artist: of }) => of ?? []),
}));

/** A tie to a person or group: who plays, writes, produces. */
const relation = z
  .object({ type: requiredText, 'target-credit': text, attributes: texts, artist: maybe(artist) })
  .transform(({ 'target-credit': creditedAs, ...rest }) => ({ ...rest, creditedAs }));
/** A tie to a work, which has ties of its own where the answer goes that deep. */
const workRelation = z.object({
  work: maybe(
    z.object({
      relations: list(relation),
      languages: texts.transform((codes) => codes.flatMap((code) => languageOfCode(code) ?? [])),
    }),
  ),
});
export type MbRelation = z.output<typeof relation>;

const recording = z
  .object({
    id: requiredText,
    title: text,
    length: positive,
    disambiguation: text,
    aliases: list(alias),
    isrcs: texts,
    video: flag,
    'artist-credit': artistCredit,
    genres,
    tags: genres,
    rating,
    relations: z.unknown().optional(),
  })
  .transform(({ 'artist-credit': credit, relations, ...rest }) => ({
    ...rest,
    credit,
    relations: [
      ...list(relation).parse(relations),
      ...list(workRelation)
        .parse(relations)
        .flatMap(({ work }) => work?.relations ?? []),
    ],
    /** Of the works that it is a recording of. */
    languages: list(workRelation)
      .parse(relations)
      .flatMap(({ work }) => work?.languages ?? []),
  }));

const track = z
  .object({
    id: text,
    position: z.number().int().nonnegative().optional().catch(undefined),
    number: text,
    title: text,
    length: positive,
    'artist-credit': artistCredit,
    recording: maybe(recording),
  })
  .transform(({ 'artist-credit': credit, ...rest }) => ({ ...rest, credit }));
export type MbTrack = z.output<typeof track>;

/** A medium; in searches without position and tracks. `pregap` is a track hidden before the first. */
const medium = z
  .object({
    position: positive,
    format: text,
    'track-count': number,
    pregap: maybe(track),
    tracks: list(track, 'track'),
  })
  .transform(({ 'track-count': trackCount, ...rest }) => ({ ...rest, trackCount }));
type MbMedium = z.output<typeof medium>;

const releaseGroup = z
  .object({
    id: requiredText,
    title: text,
    disambiguation: text,
    'primary-type': text,
    'secondary-types': texts,
    'first-release-date': date,
    'artist-credit': artistCredit,
    aliases: list(alias),
    genres,
    tags: genres,
    rating,
  })
  .transform((group) => ({
    id: group.id,
    title: group.title,
    disambiguation: group.disambiguation,
    types: [...(group['primary-type'] === undefined ? [] : [group['primary-type']]), ...group['secondary-types']],
    firstReleased: group['first-release-date'],
    credit: group['artist-credit'],
    aliases: group.aliases,
    genres: group.genres,
    tags: group.tags,
    rating: group.rating,
  }));
export type MbReleaseGroup = z.output<typeof releaseGroup>;

const labelInfo = z.object({ 'catalog-number': text, label: maybe(z.object({ name: text })) });

/** A release as a search, a browse or a lookup gives it. */
export const mbRelease = z
  .object({
    id: requiredText,
    title: requiredText,
    status: text,
    disambiguation: text,
    date,
    country: text,
    'release-events': list(z.object({ area: maybe(z.object({ 'iso-3166-1-codes': texts })) })),
    barcode: text,
    'text-representation': maybe(z.object({ language: text.transform(languageOfCode) })),
    'artist-credit': artistCredit,
    'release-group': maybe(releaseGroup),
    'label-info': list(labelInfo),
    'track-count': number,
    media: list(medium, 'medium'),
    'cover-art-archive': maybe(z.object({ artwork: flag })),
    aliases: list(alias),
    genres,
    tags: genres,
    rating,
    relations: list(relation),
  })
  .transform((release) => ({
    id: release.id,
    title: release.title,
    status: release.status,
    disambiguation: release.disambiguation,
    date: release.date,
    country: release.country,
    countries: release['release-events'].flatMap(({ area }) => area?.['iso-3166-1-codes'] ?? []),
    barcode: release.barcode,
    language: release['text-representation']?.language,
    credit: release['artist-credit'],
    group: release['release-group'],
    labels: release['label-info'].flatMap(({ label }) => label?.name ?? []),
    catalogNumbers: release['label-info'].flatMap((info) => info['catalog-number'] ?? []),
    trackCount: release['track-count'] ?? countOf(release.media),
    media: release.media,
    hasCoverArt: release['cover-art-archive']?.artwork,
    aliases: release.aliases,
    genres: release.genres,
    tags: release.tags,
    relations: release.relations,
  }));
export type MbRelease = z.output<typeof mbRelease>;

/** A search, or a browse by a linked entity. */
export const mbReleases = z.object({ releases: requiredList(mbRelease, 'release'), 'release-count': number });

function countOf(media: readonly MbMedium[]): number | undefined {
  const counts = media.map(({ trackCount, tracks }) => trackCount ?? (tracks.length > 0 ? tracks.length : undefined));
  const known = counts.filter((count) => count !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, count) => sum + count, 0);
}

/** What every entity has. */
export const mbEntity = z.object({ id: requiredText });
