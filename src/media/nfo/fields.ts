import { compact } from '../../model/compact.ts';
import { countryCode } from '../../model/countries.ts';
import { validId } from '../../model/external-ids.ts';
import type { CollectionReference, FieldValues } from '../../model/fields.ts';
import { languageTag } from '../language.ts';
import { certificationsOf } from './certifications.ts';
import type { NfoRoot } from './ids.ts';
import { childrenOf, dateIn, decimal, listIn, longTextIn, textIn, whole } from './nodes.ts';
import { ratingsOf } from './ratings.ts';
import type { NfoNode } from './tree.ts';

/** The values of an NFO root in the domain's terms (conventions §9). User data (play counts, own ratings) is not read. */
export function fieldsOf(node: NfoNode, root: NfoRoot): FieldValues {
  return { ...commonFields(node), ...KINDS[root](node) };
}

const KINDS: Readonly<Record<NfoRoot, (node: NfoNode) => FieldValues>> = {
  movie: (node) => compact({ ...workFields(node), studios: listIn(node, 'studio'), collection: collectionOf(node) }),
  // What a series calls its studio is the network in all that Kodi, Sonarr and Jellyfin write.
  tvshow: (node) =>
    compact({ ...workFields(node), networks: listIn(node, 'studio'), endDate: dateIn(node, 'enddate') }),
  season: (node) => compact({ releaseDate: dateIn(node, 'premiered', 'releasedate'), seasonNumber: seasonOf(node) }),
  episodedetails: (node) =>
    compact({
      releaseDate: dateIn(node, 'aired', 'premiered', 'releasedate'),
      runtime: runtimeOf(node),
      seasonNumber: whole(textIn(node, 'season')),
      episodeNumber: whole(textIn(node, 'episode')),
      absoluteNumber: whole(textIn(node, 'absolute_number', 'absolutenumber')),
      certifications: certificationsOf(node),
    }),
  artist: (node) => compact({ title: textIn(node, 'name', 'title'), overview: longTextIn(node, 'biography') }),
  album: (node) =>
    compact({
      overview: longTextIn(node, 'review', 'plot'),
      albumArtist: albumArtistOf(node),
      releaseDate: dateIn(node, 'releasedate', 'premiered', 'originalreleasedate'),
      label: textIn(node, 'label'),
      releaseTypes: releaseTypesOf(node),
      releaseStatus: textIn(node, 'releasestatus'),
    }),
};

function commonFields(node: NfoNode): FieldValues {
  const year = whole(textIn(node, 'year'));
  return compact({
    title: textIn(node, 'title', 'localtitle', 'name'),
    originalTitle: textIn(node, 'originaltitle'),
    sortTitle: textIn(node, 'sorttitle', 'sortname'),
    year: year !== undefined && year >= 1800 && year < 2200 ? year : undefined,
    overview: longTextIn(node, 'plot', 'biography', 'review', 'outline'),
    genres: listIn(node, 'genre'),
    tags: listIn(node, 'tag', 'style', 'mood'),
    ratings: ratingsOf(node),
    disambiguation: textIn(node, 'disambiguation'),
  });
}

function workFields(node: NfoNode): FieldValues {
  const countries = listIn(node, 'country')
    ?.flatMap((country) => country.split('/'))
    .map(countryCode)
    .filter((code) => code !== undefined);
  const language = languageTag(textIn(node, 'language'));
  return compact({
    tagline: textIn(node, 'tagline'),
    releaseDate: dateIn(node, 'premiered', 'releasedate', 'aired'),
    runtime: runtimeOf(node),
    countries: countries === undefined || countries.length === 0 ? undefined : [...new Set(countries)],
    languages: language === undefined ? undefined : [language],
    originalLanguage: languageTag(textIn(node, 'originallanguage')),
    certifications: certificationsOf(node),
    status: textIn(node, 'status'),
    trailer: trailerOf(node),
  });
}

/** Minutes: `142`, `142 min`, `2h 22m`. */
function runtimeOf(node: NfoNode): number | undefined {
  const text = textIn(node, 'runtime') ?? '';
  const [, hours, minutes] = /^(?:(\d{1,2})\s*h)?\s*(?:(\d{1,4}(?:[.,]\d+)?)\s*(?:m\w*\.?)?)?$/i.exec(text) ?? [];
  const total = Math.round((decimal(hours) ?? 0) * 60 + (decimal(minutes) ?? 0));
  return total > 0 && total < 10_000 ? total : undefined;
}

function trailerOf(node: NfoNode): string | undefined {
  const text = textIn(node, 'trailer') ?? '';
  const id = /[?&]video_?id=([\w-]{6,20})/.exec(text)?.[1];
  if (text.startsWith('plugin://plugin.video.youtube') && id !== undefined) {
    return `https://www.youtube.com/watch?v=${id}`;
  }
  return /^https?:\/\/\S+$/.test(text) ? text : undefined;
}

function collectionOf(node: NfoNode): CollectionReference | undefined {
  for (const set of childrenOf(node, 'set')) {
    const name = textIn(set, 'name') ?? set.text.trim();
    const given = set.attributes.get('tmdbcolid') ?? textIn(node, 'collectionnumber', 'tmdbcollectionid', 'tmdbcolid');
    if (name !== '') {
      return compact({ name, tmdbId: validId('tmdb', given ?? ''), overview: textIn(set, 'overview') });
    }
  }
  return undefined;
}

/** Number of a season: of `season.nfo`. */
function seasonOf(node: NfoNode): number | undefined {
  return whole(textIn(node, 'seasonnumber', 'season'));
}

function albumArtistOf(node: NfoNode): string | undefined {
  const credits = childrenOf(node, 'albumartistcredits').map((credit) => textIn(credit, 'artist'));
  return textIn(node, 'artistdesc', 'albumartist', 'artist') ?? credits.find((name) => name !== undefined);
}

/** `album`, and from the older `<type>album / compilation</type>` the second kinds. */
function releaseTypesOf(node: NfoNode): readonly string[] | undefined {
  const types = listIn(node, 'releasetype', 'type')?.map(capital);
  return types === undefined ? undefined : [...new Set(types)];
}

function capital(text: string): string {
  return text === 'ep' ? 'EP' : text.charAt(0).toUpperCase() + text.slice(1);
}
