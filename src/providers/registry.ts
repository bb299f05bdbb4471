import type { HttpGateway } from '../http/port.ts';
import type { Library } from '../model/files.ts';
import type { ArrConfig } from './arr/config.ts';
import { type CoverArtArchiveConfig, createCoverArtArchive } from './coverartarchive/index.ts';
import { createLidarr } from './lidarr/index.ts';
import type { MusicBrainzConfig } from './musicbrainz/config.ts';
import { createMusicBrainz } from './musicbrainz/index.ts';
import type { InspectableManager, Sources } from './port.ts';
import { createRadarr } from './radarr/index.ts';
import type { WarningCollector } from './shared/warning.ts';
import { createSonarr } from './sonarr/index.ts';
import type { TmdbConfig } from './tmdb/config.ts';
import { createTmdb } from './tmdb/index.ts';
import { createWhisparr } from './whisparr/index.ts';

/** The configuration as far as the sources need it; a source that is absent is not asked. */
export interface SourcesConfig {
  readonly radarr?: readonly ArrConfig[] | undefined;
  readonly sonarr?: readonly ArrConfig[] | undefined;
  readonly lidarr?: readonly ArrConfig[] | undefined;
  /** For libraries of kind `adult` alone. */
  readonly whisparr?: readonly ArrConfig[] | undefined;
  /** Without a key or token it is not asked. */
  readonly tmdb?: TmdbConfig | undefined;
  readonly musicbrainz?: MusicBrainzConfig | undefined;
  readonly coverartarchive?: CoverArtArchiveConfig | undefined;
  /** ISO 639-1, in order of preference. */
  readonly languages: readonly string[];
  /** ISO 3166-1 alpha-2; its certifications come first. */
  readonly country: string;
}

/** The configured Arr instances that are in charge of one of the libraries, in the order of asking. */
export function createManagers(
  config: Pick<SourcesConfig, 'radarr' | 'sonarr' | 'lidarr' | 'whisparr' | 'country'>,
  gateway: HttpGateway,
  libraries: readonly Library[],
  warn: WarningCollector,
): readonly InspectableManager[] {
  const context = { gateway, country: config.country, warn };
  const managers = [
    ...(config.radarr ?? []).map((instance) => createRadarr(instance, context)),
    ...(config.sonarr ?? []).map((instance) => createSonarr(instance, context)),
    ...(config.lidarr ?? []).map((instance) => createLidarr(instance, context)),
    ...(config.whisparr ?? []).map((instance) => createWhisparr(instance, context)),
  ];
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
  const { tmdb, musicbrainz, coverartarchive } = config;
  const managers = createManagers(config, gateway, libraries, warn);
  // What lies in adult libraries is nobody's business but Whisparr's.
  const adult = libraries.length > 0 && libraries.every(({ kind }) => kind === 'adult');
  if (adult) return { managers, metadata: [], artwork: [] };
  const hasKey = tmdb?.apiKey !== undefined || tmdb?.accessToken !== undefined;
  return {
    managers,
    metadata: [
      ...(tmdb !== undefined && hasKey ? [createTmdb(tmdb, config, gateway)] : []),
      ...(musicbrainz === undefined ? [] : [createMusicBrainz(musicbrainz, gateway)]),
    ],
    artwork: coverartarchive === undefined ? [] : [createCoverArtArchive(coverartarchive, gateway)],
  };
}
