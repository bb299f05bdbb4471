import type { AcoustidConfig } from './acoustid/client.ts';
import type { ArrConfig } from './arr/config.ts';
import type { CoverArtArchiveConfig } from './coverartarchive/index.ts';
import type { FanartTvConfig } from './fanarttv/index.ts';
import type { LastfmConfig } from './lastfm/client.ts';
import type { MusicBrainzConfig } from './musicbrainz/config.ts';
import type { NfoFilter } from './nfo/index.ts';
import type { OmdbConfig } from './omdb/client.ts';
import type { StashBoxConfig } from './stashbox/config.ts';
import type { TmdbConfig } from './tmdb/config.ts';
import type { TvdbConfig } from './tvdb/config.ts';

/** The configuration as far as the sources need it; a source that is absent is not asked. */
export interface SourcesConfig {
  readonly radarr?: readonly ArrConfig[] | undefined;
  readonly sonarr?: readonly ArrConfig[] | undefined;
  readonly lidarr?: readonly ArrConfig[] | undefined;
  /** For libraries of kind `adult` alone. */
  readonly whisparr?: readonly ArrConfig[] | undefined;
  /** For libraries of kind `adult` alone. */
  readonly stashbox?: readonly StashBoxConfig[] | undefined;
  /** Without a key or token it is not asked. */
  readonly tmdb?: TmdbConfig | undefined;
  readonly musicbrainz?: MusicBrainzConfig | undefined;
  readonly coverartarchive?: CoverArtArchiveConfig | undefined;
  readonly tvdb?: TvdbConfig | undefined;
  readonly fanarttv?: FanartTvConfig | undefined;
  readonly acoustid?: AcoustidConfig | undefined;
  readonly omdb?: OmdbConfig | undefined;
  readonly lastfm?: LastfmConfig | undefined;
  /** What lies with the media is read unless it says false. */
  readonly local?: boolean | undefined;
  readonly nfo?: boolean | undefined;
  readonly tags?: boolean | undefined;
  readonly plexmatch?: boolean | undefined;
  /** Through which NFO files are read. */
  readonly nfoFilter?: NfoFilter | undefined;
  /** ISO 639-1, with script and region where they matter, in order of preference. */
  readonly languages: readonly string[];
  /** ISO 3166-1 alpha-2; its certifications come first. */
  readonly country: string;
}
