import type { ExternalIdKind } from '../../model/ids.ts';
import type { Credit } from '../../model/records.ts';
import type { FileView, ItemView } from '../../model/views.ts';
import { type Element, element, elements, listValue } from './elements.ts';
import type { ItemValues } from './values.ts';

/** Names that Kodi's scrapers and the Arr services give to raters (conventions §9.2). */
const RATERS: ReadonlyMap<string, string> = new Map([
  ['tmdb', 'themoviedb'],
  ['tvdb', 'thetvdb'],
  ['rottentomatoes', 'tomatometerallcritics'],
  ['rottentomatoes-audience', 'tomatometerallaudience'],
]);
/** Kodi takes the rating marked as default; people know IMDb's best. */
const DEFAULT_RATERS = ['imdb', 'tmdb', 'tvdb'];

export function ratingElements(values: ItemValues): Element[] {
  const ratings = values.ratings().filter(({ value }) => value > 0);
  if (ratings.length === 0) return [];
  const preferred =
    DEFAULT_RATERS.find((rater) => ratings.some(({ source }) => source === rater)) ?? ratings[0]?.source;
  const list = ratings.map(({ source, value, votes }) =>
    element('rating', [element('value', value), ...elements('votes', [votes])], {
      name: RATERS.get(source) ?? source,
      max: 10,
      default: source === preferred ? 'true' : undefined,
    }),
  );
  return [element('ratings', list)];
}

/** Ids that media servers know, the one that they should ask by first. */
const UNIQUE_IDS: readonly (readonly [ExternalIdKind, string])[] = [
  ['tmdb', 'tmdb'],
  ['imdb', 'imdb'],
  ['tvdb', 'tvdb'],
  ['tvmaze', 'tvmaze'],
  ['anidb', 'anidb'],
  ['wikidata', 'wikidata'],
];

/** One `uniqueid` an id; exactly one is the default. `preferred` is the kind that servers ask by for this kind of work. */
export function uniqueIdElements({ ids }: Pick<ItemView, 'ids'>, preferred: ExternalIdKind): Element[] {
  const given = UNIQUE_IDS.filter(([kind]) => ids[kind] !== undefined);
  const main = given.find(([kind]) => kind === preferred) ?? given[0];
  return given.map(([kind, type]) =>
    element('uniqueid', ids[kind] ?? '', { type, default: kind === main?.[0] ? 'true' : undefined }),
  );
}

/** The certification of the wanted country: American ones bare, as Kodi writes them, others with their country. */
export function certificationElements(values: ItemValues, country: string): Element[] {
  const all = values.certifications();
  const chosen = all.find((one) => one.country === country) ?? all.find((one) => one.country === 'US');
  if (chosen === undefined) return [];
  return [element('mpaa', chosen.country === 'US' ? chosen.value : `${chosen.country}:${chosen.value}`)];
}

export function listElements(name: string, values: readonly string[]): Element[] {
  return elements(name, [...new Set(values)].map(listValue));
}

const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region' });

export function countryElements(values: ItemValues): Element[] {
  return listElements(
    'country',
    values
      .list('countries')
      .filter((code) => /^[A-Z]{2}$/.test(code))
      .map((code) => COUNTRY_NAMES.of(code) ?? code),
  );
}

/** Cast, each with role, place in the billing and portrait. */
export function actorElements(cast: readonly Credit[]): Element[] {
  return cast.map(({ name, character, order, profileUrl }) =>
    element('actor', [
      element('name', name),
      ...elements('role', [character]),
      element('order', order),
      ...elements('thumb', [profileUrl]),
    ]),
  );
}

export function crewElements(crew: readonly Credit[]): Element[] {
  const names = (department: Credit['department'], job?: string): string[] =>
    crew
      .filter((credit) => credit.department === department && (job === undefined || credit.job === job))
      .map(({ name }) => name);
  return [...listElements('credits', names('writing')), ...listElements('director', names('directing', 'Director'))];
}

const ASPECTS: ReadonlyMap<string, string> = new Map([
  ['poster', 'poster'],
  ['banner', 'banner'],
  ['landscape', 'landscape'],
  ['logo', 'clearlogo'],
  ['clearart', 'clearart'],
  ['disc', 'discart'],
  ['still', 'thumb'],
]);

/** Addresses of the chosen pictures. Pictures beside the media need no address. */
export function pictureElements({ images }: Pick<ItemView, 'images'>): Element[] {
  const remote = images.filter(({ url }) => /^https?:\/\//.test(url));
  const thumbs = remote.flatMap(({ kind, url }) => {
    const aspect = ASPECTS.get(kind);
    return aspect === undefined ? [] : [element('thumb', url, { aspect })];
  });
  const backdrops = remote.filter(({ kind }) => kind === 'backdrop').map(({ url }) => element('thumb', url));
  return [...thumbs, ...(backdrops.length === 0 ? [] : [element('fanart', backdrops)])];
}

/** Kodi's names of the ways to hold two pictures in one, by ours (Kodi, StereoscopicsManager). */
const STEREO_MODES: ReadonlyMap<string, string> = new Map([
  ...['sbs', 'hsbs', 'fsbs'].map((format) => [format, 'left_right'] as const),
  ...['tab', 'htab', 'ftab'].map((format) => [format, 'top_bottom'] as const),
  ['mvc', 'block_lr'],
]);

/** `fileinfo` of what the container says; names of codecs as Kodi knows them are our own names. */
export function fileInfoElements(file: Pick<FileView, 'probe' | 'format3d'> | undefined): Element[] {
  const probe = file?.probe;
  if (probe === undefined || probe.video.length + probe.audio.length === 0) return [];
  const seconds = probe.duration === undefined ? undefined : Math.round(probe.duration);
  const video = probe.video.map(({ codec, width, height, hdr }) =>
    element('video', [
      ...elements('codec', [codec]),
      ...(width !== undefined && height !== undefined ? [element('aspect', (width / height).toFixed(2))] : []),
      ...elements('width', [width]),
      ...elements('height', [height]),
      ...elements('durationinseconds', [seconds]),
      ...elements('stereomode', [STEREO_MODES.get(file?.format3d ?? '')]),
      ...elements('hdrtype', [hdr]),
    ]),
  );
  const audio = probe.audio.map(({ codec, language, channels }) =>
    element('audio', [
      ...elements('codec', [codec]),
      ...elements('language', [language]),
      ...elements('channels', [channels]),
    ]),
  );
  const subtitles = probe.subtitles.map(({ language }) => element('subtitle', elements('language', [language])));
  return [element('fileinfo', [element('streamdetails', [...video, ...audio, ...subtitles])])];
}
