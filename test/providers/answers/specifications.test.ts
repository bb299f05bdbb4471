import { describe, expect, it } from 'vitest';
import { noting } from '../../../src/providers/shared/tolerant.ts';
import { type MemberPath, membersLookedAt, membersOf, withNull, withoutMember } from './members.ts';
import {
  mayBeAbsent,
  type SampleTexts,
  type Specification,
  type SpecSchema,
  sample,
  specification,
} from './openapi.ts';
import { page, placeOf } from './page.ts';
import { RECORDED, recordedArePresent } from './recordings.ts';
import { RESOURCES, type ResourceName } from './resources.ts';
import { seen } from './seen.ts';

/**
 * Our schemas beside the specifications: nothing is demanded that may be left out or be null, and every member that is read
 * is understood in the type that the specification gives it.
 */
interface Comparison {
  readonly name: string;
  readonly as: ResourceName;
  readonly file: string;
  readonly schema: (spec: Specification) => SpecSchema;
  readonly texts?: SampleTexts;
}

/** What nothing can be said of a thing without, though the specifications demand next to nothing. */
const NEEDED: readonly (readonly [RegExp, string])[] = [
  [/rating\.value$/, 'a rating without its value'],
  [/release_dates\.results\./, 'a certification without its value or country'],
  [/(remoteIds|remote_ids)\.sourceName$/, 'an id of nobody knows whom'],
  [/: (.*\.)?(id|albumId|imdbID|tvdb_id)$/, 'which one it is'],
  [/^(TMDb|TheTVDB|OMDb|Last.fm|MusicBrainz).*: [a-z_]+$/i, 'what the answer is an answer by'],
  [/similarartists\.artist$/, 'what the answer is an answer by'],
  [/bio\.summary$|wiki\.summary$/, 'a text without words'],
  [/collection\.title$/, 'a collection without a name'],
  [/(artist|series|movie|album|track|tags|genres|seasonTypes)\.(name|type)$/, 'a thing or kind without a name'],
  [/seasons\.type$/, 'a season of no order'],
  [/contentRatings\.(name|country)$|Ratings\.(Source|Value)$/, 'a rating without its value or country'],
  [/crew\.jobs$|relations(\.(type|artist))?$/, 'somebody of whom it is not said who they are, or what they did'],
  [/(seasonNumber|episodeNumber|season_number|episode_number|\.number)$/, 'where it belongs'],
  [/^TMDb.*: (.*\.)?(title|name)$/, 'a work, person or collection without a name'],
  [/ratings\..*value$|ratings\.value$|content_ratings\.results\.\w+$/, 'a rating without its value'],
  [
    /(file_path|remoteUrl|artworks\.image|images\.(url|coverType)|artworks\.type)$/,
    'a picture without an address or kind',
  ],
  [/(personName|actors\.name|performer|performer\.name)$/, 'a person without a name'],
  [/videos\.results\.(key|site|type)$|trailers\.url$/, 'a film without an address'],
  [/translations\.(iso_639_1|data)$|Translations\.language$/, 'a text without a language'],
  [/mediaInfo\.(videoCodec|resolution|runTime|audioCodec)$/, 'then the file is better read anew'],
  [/releaseDate\.(year|month|day)$/, 'a day without one of its parts'],
];

/** Members that count only where others are absent: those of the same object or, with `/`, of the answer. */
const HIDDEN: readonly (readonly [RegExp, readonly string[]])[] = [
  [/images\.url$/, ['remoteUrl']],
  [/videoDynamicRange$/, ['videoDynamicRangeType']],
  [/^trackNumber$/, ['/absoluteTrackNumber']],
  [/^folderName$/, ['/path']],
  [/^alternativeTitles/, ['/alternateTitles']],
  [/^digitalRelease$/, ['/inCinemas']],
  [/^physicalRelease$/, ['/inCinemas', '/digitalRelease']],
  [/^releaseDate$/, ['/inCinemas', '/digitalRelease', '/physicalRelease']],
  [/^previousAiring$/, ['/lastAired']],
  [/characters\.image$/, ['personImgURL']],
  [/^data\.originalCountry$/, ['/data.production_countries']],
  [/^data\.releases/, ['/data.first_release']],
  [/^origin_country$/, ['/production_countries']],
  [/^external_ids\./, ['/imdb_id']],
  [/^translations/, ['/overview', '/tagline']],
  [/^Ratings/, ['/imdbRating', '/Metascore']],
  [/bio\.summary$|wiki\.summary$/, ['content']],
];

/** One of its kind in a sample, so that it makes no difference there; tests of the sources show what it does. */
const SILENT =
  /(^|\.)(order|official|sort|score|count|position)$|(ads|rent)\.provider_name$|relations\.artist\.(tags|rating)|tracks\.title$|companies\.\*\.name$|releases\.country$|seasons\.type\.type$|overviewTranslations\.tagline$/;

/** What texts look like, by the folder of the specification and the member. */
const ARR: SampleTexts = {
  coverType: 'poster',
  'languages.name': 'English',
  'originalLanguage.name': 'German',
  'movieFile.languages.name': 'English',
  'episodeFile.languages.name': 'English',
  audioLanguages: 'eng/deu',
  subtitles: 'eng',
  videoDynamicRange: 'HDR',
  videoDynamicRangeType: 'HLG',
  audioBitRate: '320 kbps',
  audioSampleRate: '44.1kHz',
  'releases.country': ['Germany'],
  'links.url': 'https://www.wikidata.org/wiki/Q42',
  trackNumber: '7',
};
const TEXTS: Readonly<Record<string, SampleTexts>> = {
  radarr: ARR,
  sonarr: { ...ARR, status: 'ended' },
  lidarr: ARR,
  whisparr: ARR,
  tmdb: {
    iso_639_1: 'de',
    original_language: 'fr',
    iso_3166_1: 'US',
    origin_country: ['GB'],
    certification: 'R',
    wikidata_id: 'Q42',
    department: 'Directing',
    site: 'YouTube',
    key: 'abc',
    'videos.results.type': 'Trailer',
    last_air_date: '2004-05-06',
    status: 'Ended',
  },
  tvdb: {
    language: 'deu',
    originalLanguage: 'deu',
    country: 'usa',
    originalCountry: 'usa',
    'data.artworks.type': 2,
    peopleType: 'Actor',
    sourceName: 'IMDB',
    'data.remoteIds.id': 'tt0078748',
    'data.remote_ids.id': 'tt0078748',
    'data.status.name': 'Ended',
    'data.lastAired': '2004-05-06',
    seasonId: 3,
    spoken_languages: ['deu'],
    companyTypeName: 'Studio',
    tvdb_id: '42',
  },
  omdb: {
    Response: 'True',
    Type: 'movie',
    Runtime: '143 min',
    Released: '14 Jun 2013',
    imdbRating: '7.1',
    imdbVotes: '858,780',
    Metascore: '55',
    Source: 'Internet Movie Database',
    'Ratings.Value': '56%',
    Language: 'English',
    Country: 'United States',
    Poster: 'https://pictures.test/a_SX300.jpg',
  },
  lastfm: { listeners: '4321', playcount: '98765', duration: '215000', '#text': 'https://pictures.test/300x300/a.png' },
  musicbrainz: { language: 'eng', country: 'GB', 'rating.value': 4, type: 'producer' },
};

const component = (name: string) => (spec: Specification) => spec.component(name);
const answer = (path: string) => (spec: Specification) => spec.answer(path);
/** An answer with further ones appended to it. */
const appended =
  (base: string, parts: readonly string[]) =>
  (spec: Specification): SpecSchema => {
    const whole = spec.answer(base);
    const further = parts.map((part) => [part, spec.answer(`${base}/${part}`)]);
    return { ...whole, properties: { ...whole.properties, ...Object.fromEntries(further) } };
  };

const COMPARISONS: readonly Comparison[] = [
  { name: 'Radarr movie', as: 'radarrMovie', file: 'radarr/openapi-v3.json', schema: component('MovieResource') },
  {
    name: 'Radarr credit',
    as: 'radarrCredits',
    file: 'radarr/openapi-v3.json',
    schema: component('CreditResource'),
    texts: { coverType: 'headshot', type: 'crew' },
  },
  { name: 'Radarr file', as: 'arrFile', file: 'radarr/openapi-v3.json', schema: component('MovieFileResource') },
  {
    name: 'Radarr tag',
    as: 'arrTags',
    file: 'radarr/openapi-v3.json',
    schema: (spec) => ({ type: 'array', items: spec.component('TagResource') }),
  },
  { name: 'Radarr status', as: 'arrStatus', file: 'radarr/openapi-v3.json', schema: component('SystemResource') },
  { name: 'Sonarr series', as: 'sonarrSeries', file: 'sonarr/openapi-v3.json', schema: component('SeriesResource') },
  { name: 'Sonarr episode', as: 'sonarrEpisode', file: 'sonarr/openapi-v3.json', schema: component('EpisodeResource') },
  { name: 'Sonarr file', as: 'arrFile', file: 'sonarr/openapi-v3.json', schema: component('EpisodeFileResource') },
  { name: 'Lidarr artist', as: 'lidarrArtist', file: 'lidarr/openapi-v1.json', schema: component('ArtistResource') },
  { name: 'Lidarr album', as: 'lidarrAlbum', file: 'lidarr/openapi-v1.json', schema: component('AlbumResource') },
  { name: 'Lidarr track', as: 'lidarrTrack', file: 'lidarr/openapi-v1.json', schema: component('TrackResource') },
  { name: 'Lidarr file', as: 'lidarrFile', file: 'lidarr/openapi-v1.json', schema: component('TrackFileResource') },
  {
    name: 'Whisparr 2 site',
    as: 'whisparrSite',
    file: 'whisparr/openapi-whisparr2-api-v3.json',
    schema: component('SeriesResource'),
  },
  {
    name: 'Whisparr 2 scene',
    as: 'whisparrScene',
    file: 'whisparr/openapi-whisparr2-api-v3.json',
    schema: component('EpisodeResource'),
  },
  {
    name: 'Whisparr 3 movie',
    as: 'whisparrMovie',
    file: 'whisparr/openapi-whisparr3-api-v3.json',
    schema: component('MovieResource'),
  },
  {
    name: 'TMDb movie',
    as: 'tmdbMovie',
    file: 'tmdb/openapi-v3.json',
    schema: appended('/3/movie/{movie_id}', [
      'credits',
      'images',
      'external_ids',
      'release_dates',
      'alternative_titles',
      'keywords',
      'videos',
      'translations',
      'watch/providers',
      'recommendations',
    ]),
  },
  {
    name: 'TMDb show',
    as: 'tmdbShow',
    file: 'tmdb/openapi-v3.json',
    schema: (spec) => {
      const show = appended('/3/tv/{series_id}', [
        'aggregate_credits',
        'content_ratings',
        'external_ids',
        'images',
        'alternative_titles',
        'keywords',
        'videos',
        'translations',
        'watch/providers',
        'episode_groups',
      ])(spec);
      return {
        ...show,
        properties: { ...show.properties, 'season/3': spec.answer('/3/tv/{series_id}/season/{season_number}') },
      };
    },
  },
  {
    name: 'TMDb search for movies',
    as: 'tmdbMovieSearch',
    file: 'tmdb/openapi-v3.json',
    schema: answer('/3/search/movie'),
  },
  { name: 'TMDb search for shows', as: 'tmdbTvSearch', file: 'tmdb/openapi-v3.json', schema: answer('/3/search/tv') },
  { name: 'TMDb find', as: 'tmdbFind', file: 'tmdb/openapi-v3.json', schema: answer('/3/find/{external_id}') },
  {
    name: 'TMDb collection',
    as: 'tmdbCollection',
    file: 'tmdb/openapi-v3.json',
    schema: appended('/3/collection/{collection_id}', ['translations']),
  },
  {
    name: 'TMDb configuration',
    as: 'tmdbConfiguration',
    file: 'tmdb/openapi-v3.json',
    schema: answer('/3/configuration'),
  },
  { name: 'TheTVDB series', as: 'tvdbSeries', file: 'tvdb/openapi-v4.yml', schema: answer('/series/{id}/extended') },
  { name: 'TheTVDB movie', as: 'tvdbMovie', file: 'tvdb/openapi-v4.yml', schema: answer('/movies/{id}/extended') },
  {
    name: 'TheTVDB episodes',
    as: 'tvdbEpisodes',
    file: 'tvdb/openapi-v4.yml',
    schema: answer('/series/{id}/episodes/{season-type}'),
  },
  { name: 'TheTVDB search', as: 'tvdbSearch', file: 'tvdb/openapi-v4.yml', schema: answer('/search') },
  {
    name: 'TheTVDB search by another id',
    as: 'tvdbRemote',
    file: 'tvdb/openapi-v4.yml',
    schema: answer('/search/remoteid/{remoteId}'),
  },
  { name: 'OMDb work', as: 'omdbWork', file: 'omdb/openapi.yml', schema: component('TitleResult') },
  { name: 'OMDb search', as: 'omdbSearch', file: 'omdb/openapi.yml', schema: component('SearchResult') },
  {
    name: 'MusicBrainz release',
    as: 'mbRelease',
    file: 'musicbrainz/openapi-third-party.yml',
    schema: component('Release'),
  },
  {
    name: 'MusicBrainz search',
    as: 'mbReleases',
    file: 'musicbrainz/openapi-third-party.yml',
    schema: component('SearchReleasesResponse'),
  },
  {
    name: 'Last.fm artist',
    as: 'lastfmArtist',
    file: 'lastfm/openapi-third-party.yml',
    schema: component('ArtistInfoResponse'),
  },
  {
    name: 'Last.fm similar',
    as: 'lastfmSimilar',
    file: 'lastfm/openapi-third-party.yml',
    schema: component('SimilarArtistsResponse'),
  },
  {
    name: 'Last.fm album',
    as: 'lastfmAlbum',
    file: 'lastfm/openapi-third-party.yml',
    schema: component('AlbumInfoResponse'),
  },
  {
    name: 'Last.fm track',
    as: 'lastfmTrack',
    file: 'lastfm/openapi-third-party.yml',
    schema: component('TrackInfoResponse'),
  },
];

describe.runIf(recordedArePresent)('the specifications', () => {
  const sections = page();

  it.each(COMPARISONS)('$name', ({ name, as, file, schema, texts = {} }) => {
    const spec = specification(new URL(file, RECORDED));
    const shape = schema(spec);
    const full = sample(spec, shape, '', { ...TEXTS[file.split('/')[0] ?? ''], ...texts });
    const { read } = RESOURCES[as];
    const known = membersOf(full);
    expect(noting(() => read(full)).lost).toEqual([]);
    const members = [...membersLookedAt(full, read)].filter((member) => known.has(member));
    expect(members.length).toBeGreaterThan(0);
    const attempt = (given: unknown): string => {
      try {
        return JSON.stringify(read(given)) ?? '';
      } catch {
        return FAILED;
      }
    };
    /** The sample without what hides a member. */
    const baseOf = (member: MemberPath) => hiding(member).reduce<unknown>(withoutMember, full);
    const counts = new Set(
      members.filter((member) => attempt(withoutMember(baseOf(member), member)) !== attempt(baseOf(member))),
    );
    const isDemanded = (member: MemberPath): boolean => {
      const without = attempt(withoutMember(baseOf(member), member));
      const holder = holderOf(member);
      const isOneOfMany = [...counts].some((other) => other !== member && holderOf(other) === holder);
      const costsItsHolder =
        holder !== undefined && isOneOfMany && without === attempt(withoutMember(baseOf(member), holder));
      return counts.has(member) && (without === FAILED || costsItsHolder);
    };
    const isNeeded = (member: MemberPath) => NEEDED.some(([pattern]) => pattern.test(`${name}: ${member}`));
    const nullDiffers = (member: MemberPath): boolean =>
      attempt(withNull(baseOf(member), member)) !== attempt(withoutMember(baseOf(member), member));

    const wrongly = members.filter((member) => isDemanded(member) && mayBeAbsent(spec, shape, member));
    expect(
      wrongly.filter((member) => !isNeeded(member)),
      'demanded, though the specification does not',
    ).toEqual([]);
    const asSomething = members.filter((member) => nullDiffers(member) && !isNeeded(member));
    expect(asSomething, 'of which null is read as something').toEqual([]);
    // What the page says is taken, and what neither this sample nor any answer gives a meaning to.
    const meaningless = members.filter((member) => {
      const [heading, own] = placeOf(RESOURCES[as].heading, member) ?? ['', ''];
      if (counts.has(member) || SILENT.test(member) || sections.get(heading)?.taken.has(own) !== true) return false;
      return seen().get(heading)?.count.has(own) !== true;
    });
    expect(meaningless, 'taken, and of no meaning in its type').toEqual([]);
  });
});

const FAILED = 'could not be read';

/** Members that count only where others are absent: these. */
function hiding(member: MemberPath): readonly MemberPath[] {
  const [, others] = HIDDEN.find(([pattern]) => pattern.test(member)) ?? [];
  return (others ?? []).map((other) => (other.startsWith('/') ? other.slice(1) : `${holderOf(member)}.${other}`));
}

function holderOf(member: MemberPath): MemberPath | undefined {
  return member.includes('.') ? member.slice(0, member.lastIndexOf('.')) : undefined;
}
