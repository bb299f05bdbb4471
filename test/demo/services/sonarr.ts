import { type EpisodeFact, SERIES, type SeriesFact } from '../facts/series.ts';

/** The series that the demo's Sonarr manages. */
const MANAGED = new Set([81189]);
const EPISODE_FILES: readonly {
  readonly file: string;
  readonly season: number;
  readonly episodes: readonly number[];
}[] = [
  { file: "Season 01/Breaking Bad - S01E01-E02 - Pilot + Cat's in the Bag.mkv", season: 1, episodes: [1, 2] },
  { file: "Season 01/Breaking Bad - S01E03 - And the Bag's in the River.mkv", season: 1, episodes: [3] },
  { file: 'Season 01/Breaking Bad - S01E04 - Cancer Man.mkv', season: 1, episodes: [4] },
  { file: 'Season 01/Breaking Bad - S01E05 - Gray Matter.mkv', season: 1, episodes: [5] },
  { file: "Season 01/Breaking Bad - S01E06 - Crazy Handful of Nothin'.mkv", season: 1, episodes: [6] },
  { file: 'Season 01/Breaking Bad - S01E07 - A No-Rough-Stuff-Type Deal.mkv', season: 1, episodes: [7] },
  { file: 'Season 02/Breaking Bad - 2x01 - Seven Thirty-Seven.mkv', season: 2, episodes: [1] },
  { file: 'Season 02/Breaking Bad - 2x02 - Grilled.mkv', season: 2, episodes: [2] },
  { file: 'Season 02/Breaking Bad - 2x03 - Bit by a Dead Bee.mkv', season: 2, episodes: [3] },
  { file: 'Specials/Breaking Bad - S00E01 - Good Cop Bad Cop.mkv', season: 0, episodes: [1] },
];

/** What `GET /api/v3/series` answers. */
export function sonarrSeries(): unknown[] {
  return SERIES.filter((series) => MANAGED.has(series.tvdb)).map((series, index) => ({
    id: index + 1,
    title: series.title,
    alternateTitles: [],
    sortTitle: series.title.toLowerCase(),
    status: 'ended',
    ended: true,
    overview: series.overview,
    network: series.networks[0],
    images: [
      {
        coverType: 'poster',
        url: `/MediaCover/${index + 1}/poster.jpg`,
        remoteUrl: `https://artworks.thetvdb.com/series-${series.tvdb}-poster.jpg`,
      },
    ],
    originalLanguage: { id: 1, name: 'English' },
    seasons: seasonsOf(series).map((seasonNumber) => ({ seasonNumber, monitored: seasonNumber > 0 })),
    year: Number(series.firstAired.slice(0, 4)),
    path: `/tv/${series.title}`,
    monitored: true,
    runtime: series.runtime,
    tvdbId: series.tvdb,
    tvMazeId: 169,
    imdbId: series.imdb,
    tmdbId: series.tmdb,
    firstAired: `${series.firstAired}T00:00:00Z`,
    lastAired: `${series.lastAired}T00:00:00Z`,
    seriesType: 'standard',
    certification: series.certification,
    genres: series.genres,
    tags: [],
    added: '2023-11-05T09:30:00Z',
    ratings: { votes: series.votes, value: series.rating },
    statistics: {
      seasonCount: 2,
      episodeFileCount: EPISODE_FILES.length,
      episodeCount: 11,
      totalEpisodeCount: series.episodes.length,
      sizeOnDisk: 1,
    },
  }));
}

/** What `GET /api/v3/episode?seriesId=1&includeEpisodeFile=true` answers. */
export function sonarrEpisodes(seriesId: number): unknown[] | undefined {
  const series = SERIES.filter((candidate) => MANAGED.has(candidate.tvdb))[seriesId - 1];
  return series?.episodes.map((episode, index) => sonarrEpisode(series, seriesId, episode, index + 1));
}

function sonarrEpisode(series: SeriesFact, seriesId: number, episode: EpisodeFact, id: number): unknown {
  const fileIndex = EPISODE_FILES.findIndex(
    (file) => file.season === episode.season && file.episodes.includes(episode.episode),
  );
  const file = EPISODE_FILES[fileIndex];
  return {
    id,
    seriesId,
    episodeFileId: file === undefined ? 0 : 500 + fileIndex,
    seasonNumber: episode.season,
    episodeNumber: episode.episode,
    title: episode.title,
    ...(episode.airDate === undefined ? {} : { airDate: episode.airDate, airDateUtc: `${episode.airDate}T02:00:00Z` }),
    runtime: series.runtime,
    hasFile: file !== undefined,
    monitored: true,
    ...(file === undefined
      ? {}
      : {
          episodeFile: {
            id: 500 + fileIndex,
            seriesId,
            seasonNumber: file.season,
            relativePath: file.file,
            path: `/tv/${series.title}/${file.file}`,
            size: 1,
            dateAdded: '2023-11-06T12:00:00Z',
            quality: { quality: { id: 4, name: 'HDTV-720p', source: 'television', resolution: 720 } },
            languages: [{ id: 1, name: 'English' }],
            releaseType: file.episodes.length > 1 ? 'multiEpisode' : 'singleEpisode',
          },
        }),
  };
}

function seasonsOf(series: SeriesFact): number[] {
  return [...new Set(series.episodes.map((episode) => episode.season))].sort((a, b) => a - b);
}
