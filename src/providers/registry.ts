import type { HttpGateway } from '../http/port.ts';
import { createFingerprinter } from '../media/fingerprint.ts';
import type { Library } from '../model/files.ts';
import type { ProviderId } from '../model/ids.ts';
import { baseLanguages } from '../model/language-tags.ts';
import { ownValue } from '../model/word-table.ts';
import { createAcoustid } from './acoustid/index.ts';
import { acoustidTerms } from './acoustid/terms.ts';
import { createCoverArtArchive } from './coverartarchive/index.ts';
import { coverArtArchiveTerms } from './coverartarchive/terms.ts';
import { createFanartTv } from './fanarttv/index.ts';
import { fanarttvTerms } from './fanarttv/terms.ts';
import { createLastfm } from './lastfm/index.ts';
import { lastfmTerms } from './lastfm/terms.ts';
import { createLidarr } from './lidarr/index.ts';
import { localArtworkSource } from './local/index.ts';
import { createDiscRecognition } from './musicbrainz/disc.ts';
import { createMusicBrainz } from './musicbrainz/index.ts';
import { musicbrainzTerms } from './musicbrainz/terms.ts';
import { nameSource } from './name/index.ts';
import { createNfoSource, nfoSource } from './nfo/index.ts';
import { createOmdbCatalogue } from './omdb/catalogue.ts';
import { createOmdb } from './omdb/index.ts';
import { omdbTerms } from './omdb/terms.ts';
import { plexmatchSource } from './plexmatch/index.ts';
import type { InspectableManager, LocalSource, Sources, SourceTerms } from './port.ts';
import { createRadarr } from './radarr/index.ts';
import { sourceSettings } from './settings.ts';
import type { WarningCollector } from './shared/warning.ts';
import { createSonarr } from './sonarr/index.ts';
import type { SourcesConfig } from './sources-config.ts';
import { createStashBox } from './stashbox/index.ts';
import { stashboxTerms } from './stashbox/terms.ts';
import { tagsSource } from './tags/index.ts';
import { createTmdb } from './tmdb/index.ts';
import { tmdbTerms } from './tmdb/terms.ts';
import { createTvdb } from './tvdb/index.ts';
import { tvdbTerms } from './tvdb/terms.ts';
import { createWhisparr } from './whisparr/index.ts';

/** What the services ask of those who show what they gave, in the order of asking. */
export const sourceTerms: readonly SourceTerms[] = [
  tmdbTerms,
  tvdbTerms,
  musicbrainzTerms,
  coverArtArchiveTerms,
  acoustidTerms,
  lastfmTerms,
  fanarttvTerms,
  omdbTerms,
  stashboxTerms,
];

/**
 * What is read with the media, in the order of reading. Names cannot be switched off: groups are made by them, and by them
 * every work has a title and every file its place.
 */
export const localSources: readonly LocalSource[] = [
  localArtworkSource,
  nfoSource,
  tagsSource,
  plexmatchSource,
  nameSource,
];

/** The local sources that are switched on. */
function createLocal({
  nfoFilter,
  local,
  nfo,
  tags,
  plexmatch,
}: Pick<SourcesConfig, 'local' | 'nfo' | 'nfoFilter' | 'tags' | 'plexmatch'>): readonly LocalSource[] {
  const switches: Readonly<Record<ProviderId, boolean | undefined>> = { local, nfo, tags, plexmatch };
  const sources = localSources.map((source) =>
    source === nfoSource && nfoFilter !== undefined ? createNfoSource(nfoFilter) : source,
  );
  return sources.filter(({ id }) => ownValue(switches, id) !== false);
}

type ManagersConfig = Pick<SourcesConfig, 'radarr' | 'sonarr' | 'lidarr' | 'whisparr' | 'country'>;

/** Every configured Arr instance, in the order of asking. */
export function createAllManagers(
  config: ManagersConfig,
  gateway: HttpGateway,
  libraries: readonly Library[],
  warn: WarningCollector,
): readonly InspectableManager[] {
  const roots = libraries.flatMap(({ root }) => (root === '' ? [] : [root]));
  const context = { gateway, country: config.country, warn, roots };
  return [
    ...(config.radarr ?? []).map((instance) => createRadarr(instance, context)),
    ...(config.sonarr ?? []).map((instance) => createSonarr(instance, context)),
    ...(config.lidarr ?? []).map((instance) => createLidarr(instance, context)),
    ...(config.whisparr ?? []).map((instance) => createWhisparr(instance, context)),
  ];
}

/** The configured Arr instances that are in charge of one of the libraries. */
function createManagers(
  config: ManagersConfig,
  gateway: HttpGateway,
  libraries: readonly Library[],
  warn: WarningCollector,
): readonly InspectableManager[] {
  const managers = createAllManagers(config, gateway, libraries, warn);
  return managers.filter((manager) => libraries.some((library) => manager.covers(library)));
}

/**
 * The configured sources, in the order of asking. An Arr instance that is in charge of none of the libraries is left
 * out. `warn` hears of answers that could be read in part only.
 */
export function createSources(
  config: SourcesConfig,
  gateway: HttpGateway,
  libraries: readonly Library[],
  warn: WarningCollector = () => {},
): Sources {
  const { country, tmdb, musicbrainz, coverartarchive } = config;
  const local = createLocal(config);
  const managers = createManagers(config, gateway, libraries, warn);
  const settings = sourceSettings(config);
  // What lies in adult libraries is nobody's business but that of sources made for them.
  if (libraries.length > 0 && libraries.every(({ kind }) => kind === 'adult')) {
    const boxes = (config.stashbox ?? []).map((box) => createStashBox(box, gateway, warn));
    const metadata = boxes.map((box) => box.metadata);
    return {
      managers,
      metadata,
      artwork: [],
      local,
      fingerprints: boxes.map(({ fingerprints }) => fingerprints),
      settings,
    };
  }
  const hasKey = tmdb?.apiKey !== undefined || tmdb?.accessToken !== undefined;
  const searched = searchedAtOmdb(config, hasKey);
  const rated = VIDEO_KINDS.filter((kind) => !searched.includes(kind));
  return {
    managers,
    local,
    settings,
    metadata: [
      ...(tmdb !== undefined && hasKey ? [createTmdb(tmdb, config, gateway, warn)] : []),
      ...(config.tvdb === undefined ? [] : [createTvdb(config.tvdb, config, gateway, warn)]),
      ...(config.omdb === undefined || searched.length === 0
        ? []
        : [createOmdbCatalogue(config.omdb, gateway, searched, { warn })]),
      ...(musicbrainz === undefined ? [] : [createMusicBrainz(musicbrainz, gateway, country, warn)]),
    ],
    artwork: coverartarchive === undefined ? [] : [createCoverArtArchive(coverartarchive, gateway, warn)],
    recognition: [
      ...(musicbrainz === undefined ? [] : [createDiscRecognition(musicbrainz, gateway, warn)]),
      ...(config.acoustid === undefined
        ? []
        : [createAcoustid(config.acoustid, gateway, createFingerprinter(config.acoustid.fpcalc), warn)]),
    ],
    supplements: [
      ...(config.fanarttv === undefined ? [] : [createFanartTv(config.fanarttv, gateway, warn)]),
      ...(config.omdb === undefined || rated.length === 0 ? [] : [createOmdb(config.omdb, gateway, { warn }, rated)]),
      ...(config.lastfm === undefined
        ? []
        : [createLastfm(config.lastfm, baseLanguages(config.languages), gateway, warn)]),
    ],
  };
}

const VIDEO_KINDS = ['movie', 'series'] as const;

/** The kinds of works of which there is no other catalogue: there OMDb is searched, not asked for ratings alone. */
function searchedAtOmdb({ tvdb }: SourcesConfig, hasTmdb: boolean): readonly (typeof VIDEO_KINDS)[number][] {
  return VIDEO_KINDS.filter((kind) => !hasTmdb && (tvdb === undefined || (kind === 'movie' && !tvdb.movies)));
}
