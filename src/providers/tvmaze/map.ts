import type { JsonBody } from '../../http/port.ts';
import { validId } from '../../model/external-ids.ts';
import type { ArtworkKind } from '../../model/files.ts';
import type { ExternalIds } from '../../model/ids.ts';
import type { Candidate } from '../../model/outcome.ts';
import type { Credit, ImageCandidate, SourceRecord } from '../../model/records.ts';
import { wordTable } from '../../model/word-table.ts';
import { yearOf } from '../../model/year.ts';
import { bareRecord } from '../shared/bare-record.ts';
import { present } from '../shared/present.ts';
import type { TvmazeEpisode, TvmazePicture, TvmazeSeason, TvmazeShow } from './schema.ts';

/** `To Be Determined` says nothing of what comes. */
const STATUSES: ReadonlyMap<string, string> = wordTable({
  Running: 'continuing',
  Ended: 'ended',
  'In Development': 'planned',
});
const PICTURES: ReadonlyMap<string, ArtworkKind> = wordTable({
  poster: 'poster',
  banner: 'banner',
  background: 'backdrop',
  typography: 'logo',
});
const DEPARTMENTS: readonly (readonly [RegExp, Credit['department']])[] = [
  [/director/i, 'directing'],
  [/creator|developer|writer|story|script/i, 'writing'],
  [/producer|producing/i, 'production'],
  [/composer|music/i, 'music'],
  [/photography|camera/i, 'camera'],
  [/edit/i, 'editing'],
];

/** A show as a candidate; other titles are known of one that was looked up. */
export function showCandidate(show: TvmazeShow): Candidate {
  return {
    provider: 'tvmaze',
    providerId: show.id,
    kind: 'series',
    ids: showIds(show),
    title: show.name,
    alternativeTitles: otherTitles(show),
    ...present({ year: yearOf(show.premiered) }),
  };
}

/** A show with all that is embedded in it → a series with seasons and episodes. Specials have no number and no place. */
export function showRecord({ data: show, ...answer }: JsonBody<TvmazeShow>): SourceRecord {
  const { episodes = [], seasons = [], images = [] } = show._embedded ?? {};
  const numbers = [...new Set([...seasons.map(({ number }) => number), ...episodes.map(({ season }) => season)])];
  return {
    ...bareRecord('tvmaze', 'series', show.id, answer),
    ids: showIds(show),
    values: showValues(show),
    credits: creditsOf(show),
    images: showImages(images, show.image?.original),
    children: numbers
      .sort((one, other) => one - other)
      .map((number) => {
        const season = seasons.find((each) => each.number === number);
        const own = episodes.filter((each) => each.season === number && each.number !== undefined);
        return {
          ...seasonRecord(season, number, show.id, answer),
          children: own.map((episode) => episodeRecord(episode, answer)),
        };
      }),
  };
}

function showIds({ id, externals }: TvmazeShow): ExternalIds {
  const { thetvdb, imdb } = externals ?? {};
  return present({ tvmaze: id, tvdb: thetvdb, imdb: imdb === undefined ? undefined : validId('imdb', imdb) });
}

function showValues(show: TvmazeShow): SourceRecord['values'] {
  const status = STATUSES.get(show.status ?? '');
  const networks = [show.network, show.webChannel].flatMap((each) => (each === undefined ? [] : [each]));
  const countries = networks.flatMap(({ country }) =>
    /^[A-Z]{2}$/.test(country?.code ?? '') ? [country?.code ?? ''] : [],
  );
  const { average } = show.rating ?? {};
  return present({
    title: show.name,
    alternativeTitles: otherTitles(show),
    year: yearOf(show.premiered),
    releaseDate: show.premiered,
    endDate: status === 'ended' ? show.ended : undefined,
    overview: show.summary,
    runtime: show.averageRuntime ?? show.runtime,
    genres: show.genres,
    tags: show.type === undefined ? [] : [show.type],
    status,
    originalLanguage: show.language,
    countries: [...new Set(countries)],
    networks: networks.flatMap(({ name }) => name ?? []),
    homepage: show.officialSite,
    ratings: average === undefined ? [] : [{ source: 'tvmaze', value: average }],
  });
}

function otherTitles({ name, _embedded }: TvmazeShow): string[] {
  const titles = (_embedded?.akas ?? []).map((aka) => aka.name);
  return [...new Set(titles)].filter((title) => title !== name);
}

function seasonRecord(
  season: TvmazeSeason | undefined,
  number: number,
  show: string,
  answer: Omit<JsonBody<unknown>, 'data'>,
): SourceRecord {
  const poster = season?.image?.original;
  return {
    ...bareRecord('tvmaze', 'season', season?.id ?? `${show}/season/${number}`, answer),
    ids: present({ tvmaze: season?.id }),
    position: { season: number },
    values: present({
      title: season?.name,
      seasonNumber: number,
      overview: season?.summary,
      year: yearOf(season?.premiereDate),
      releaseDate: season?.premiereDate,
    }),
    images: poster === undefined ? [] : [{ kind: 'poster', url: poster, season: number }],
  };
}

function episodeRecord(episode: TvmazeEpisode, answer: Omit<JsonBody<unknown>, 'data'>): SourceRecord {
  const { season, number: place = 0, airdate, image } = episode;
  const { average } = episode.rating ?? {};
  return {
    ...bareRecord('tvmaze', 'episode', episode.id, answer),
    ids: { tvmaze: episode.id },
    position: { season, episode: place, ...present({ airDate: airdate }) },
    values: present({
      title: episode.name,
      overview: episode.summary,
      releaseDate: airdate,
      runtime: episode.runtime,
      seasonNumber: season,
      episodeNumber: place,
      ratings: average === undefined ? [] : [{ source: 'tvmaze', value: average }],
    }),
    images: image?.original === undefined ? [] : [{ kind: 'still', url: image.original }],
  };
}

function creditsOf({ _embedded }: TvmazeShow): Credit[] {
  const cast = (_embedded?.cast ?? []).map(
    ({ person, character, self }, order): Credit => ({
      name: person.name,
      department: 'cast',
      order,
      ids: {},
      ...present({ character: self ? 'Self' : character?.name, profileUrl: person.image?.original }),
    }),
  );
  const crew = (_embedded?.crew ?? []).map(
    ({ type = '', person }, order): Credit => ({
      name: person.name,
      department: DEPARTMENTS.find(([pattern]) => pattern.test(type))?.[1] ?? 'crew',
      order,
      ids: {},
      ...present({ job: type === '' ? undefined : type, profileUrl: person.image?.original }),
    }),
  );
  return [...cast, ...crew];
}

/** The pictures of a show, the main one of each kind first. */
function showImages(pictures: readonly TvmazePicture[], poster: string | undefined): ImageCandidate[] {
  const ranked = [...pictures].sort((one, other) => Number(other.main === true) - Number(one.main === true));
  const listed = ranked.flatMap(({ type, resolutions }): ImageCandidate[] => {
    const kind = PICTURES.get(type ?? '');
    const { url, width, height } = resolutions?.original ?? {};
    return kind === undefined || url === undefined ? [] : [{ kind, url, ...present({ width, height }) }];
  });
  const isListed = listed.some(({ url }) => url === poster);
  return poster === undefined || isListed ? listed : [...listed, { kind: 'poster', url: poster }];
}
