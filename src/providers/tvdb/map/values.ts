import type { Certification, FieldValues, Translation, Video } from '../../../model/fields.ts';
import type { ExternalIds } from '../../../model/ids.ts';
import { baseLanguages, isInLanguage, withBases } from '../../../model/language-tags.ts';
import { yearOf } from '../../../model/year.ts';
import { present } from '../../shared/present.ts';
import { statusOf } from '../../shared/status.ts';
import type { TvdbCompany, TvdbMovie, TvdbSeries } from '../schema.ts';

/** What is asked for: languages in order of preference, and the country whose certification comes first. */
export interface Wishes {
  readonly languages: readonly string[];
  readonly country: string;
}

type Work = TvdbSeries | TvdbMovie;

export function seriesValues(series: TvdbSeries, wishes: Wishes): FieldValues {
  const status = statusOf(series.status?.name);
  return present({
    ...commonValues(series, wishes),
    overview: inLanguage(series, wishes.languages, 'overview') ?? series.overview,
    releaseDate: series.firstAired,
    year: series.year ?? yearOf(series.firstAired),
    endDate: status === 'ended' || status === 'cancelled' ? series.lastAired : undefined,
    runtime: series.averageRuntime,
    tags: series.tags,
    networks: networksOf(series),
    studios: companiesOf(series.companies, STUDIOS),
    countries: series.originalCountry === undefined ? [] : [series.originalCountry],
    episodeOrders: series.seasonTypes.flatMap(({ id, name, type }) =>
      id === undefined ? [] : [{ name, kind: type === 'official' ? 'aired' : type, id }],
    ),
  });
}

export function movieValues(movie: TvdbMovie, wishes: Wishes): FieldValues {
  const own = earliest(movie.releases.filter(({ country }) => country === wishes.country));
  const released = own ?? movie.first_release?.date ?? earliest(movie.releases);
  const countries = movie.production_countries.flatMap(({ country }) => country ?? []);
  const studios = [...movie.studios, ...companiesOf(movie.companies, STUDIOS)];
  return present({
    ...commonValues(movie, wishes),
    overview: inLanguage(movie, wishes.languages, 'overview'),
    tagline: inLanguage(movie, wishes.languages, 'tagline'),
    releaseDate: released,
    // A work is as old as its first release, wherever that was.
    year: movie.year ?? yearOf(movie.first_release?.date ?? released),
    runtime: movie.runtime,
    languages: [...new Set(movie.spoken_languages)],
    tags: movie.tagOptions,
    studios: [...new Set(studios)],
    countries: countries.length === 0 && movie.originalCountry !== undefined ? [movie.originalCountry] : countries,
  });
}

function earliest(releases: TvdbMovie['releases']): string | undefined {
  return releases.flatMap(({ date }) => date ?? []).sort()[0];
}

/** The title in the first wanted language that has one; the work's own is in its original language. */
export function titleOf(work: Work, languages: readonly string[]): string | undefined {
  return inLanguage(work, languages, 'name') ?? work.name;
}

/** Titles by which a work is known besides `title`: its own, its aliases, and those in the wanted languages. */
export function otherTitles(work: Work, languages: readonly string[]): string[] {
  const translated = translationsOf(work)
    .filter(({ language, country }) => withBases(languages).some((tag) => isInLanguage(tag, language, country)))
    .flatMap(({ title }) => title ?? []);
  const title = titleOf(work, languages);
  const own = work.name === undefined ? [] : [work.name];
  return [...new Set([...own, ...work.aliases, ...translated])].filter((each) => each !== title);
}

/** Ids that others give the work; what is no id of that kind is left out. */
export function idsOf(work: Pick<Work, 'id' | 'remoteIds'>): ExternalIds {
  const found = (source: string, pattern: RegExp) =>
    work.remoteIds.find(({ id, sourceName }) => sourceName === source && pattern.test(id))?.id;
  return present({
    tvdb: work.id,
    imdb: found('IMDB', /^tt\d{7,}$/),
    tmdb: found('TheMovieDB.com', /^[1-9]\d*$/),
    tvmaze: found('TV Maze', /^[1-9]\d*$/),
    wikidata: found('Wikidata', /^Q\d+$/),
  });
}

function commonValues(work: Work, { languages, country }: Wishes) {
  const original = work.originalLanguage?.language;
  const videos = videosOf(work);
  return {
    title: titleOf(work, languages),
    originalTitle: work.name,
    alternativeTitles: otherTitles(work, languages),
    originalLanguage: original,
    genres: work.genres,
    status: statusOf(work.status?.name),
    certifications: countryFirst(
      work.contentRatings.flatMap(({ name: value, country: of }) => (of === undefined ? [] : [{ country: of, value }])),
      country,
    ),
    translations: translationsOf(work),
    videos,
    trailer: (videos.find(({ language }) => baseLanguages(languages).includes(language ?? '')) ?? videos[0])?.url,
    homepage: work.remoteIds.find(({ id, sourceName }) => sourceName === 'Official Website' && URL.canParse(id))?.id,
  };
}

/** Names and descriptions are listed apart; here they are joined by language. */
function translationsOf({ translations }: Work): Translation[] {
  const joined = new Map<string, Translation>();
  for (const { language: of, name, overview, tagline } of [
    ...(translations?.nameTranslations ?? []),
    ...(translations?.overviewTranslations ?? []),
  ]) {
    if (of === undefined) continue;
    const key = `${of.language} ${of.country ?? ''}`;
    // The first of a language is the primary one; further names of it are aliases.
    joined.set(key, { ...of, ...present({ title: name, overview, tagline }), ...joined.get(key) });
  }
  return [...joined.values()];
}

const MEMBERS = { name: 'title', overview: 'overview', tagline: 'tagline' } as const;

function inLanguage(work: Work, languages: readonly string[], member: keyof typeof MEMBERS): string | undefined {
  const translations = translationsOf(work);
  for (const tag of withBases(languages)) {
    const text = translations.find(
      (each) => isInLanguage(tag, each.language, each.country) && each[MEMBERS[member]] !== undefined,
    );
    if (text !== undefined) return text[MEMBERS[member]];
  }
  return undefined;
}

const STUDIOS: ReadonlySet<string> = new Set(['Studio', 'Production Company']);

function companiesOf(companies: readonly TvdbCompany[], kinds: ReadonlySet<string>): string[] {
  const names = companies
    .filter(({ companyType }) => kinds.has(companyType?.companyTypeName ?? ''))
    .map(({ name }) => name);
  return [...new Set(names)];
}

function networksOf({ originalNetwork, latestNetwork, companies }: TvdbSeries): string[] {
  const named = [originalNetwork, latestNetwork].flatMap((network) => network?.name ?? []);
  return [...new Set([...named, ...companiesOf(companies, new Set(['Network']))])];
}

function videosOf({ trailers }: Work): Video[] {
  return trailers.flatMap(({ url, name, language }) =>
    url === undefined ? [] : [{ kind: 'Trailer', url, ...present({ name, language: language?.language }) }],
  );
}

function countryFirst(certifications: readonly Certification[], country: string): Certification[] {
  const first = certifications.filter((each) => each.country === country);
  return [...first, ...certifications.filter((each) => each.country !== country)];
}
