import type { ProviderLimits } from '../http/port.ts';
import type { ProviderId } from '../model/ids.ts';
import { acoustidLimits } from './acoustid/limits.ts';
import { coverArtArchiveLimits } from './coverartarchive/limits.ts';
import { fanartTvLimits } from './fanarttv/limits.ts';
import { lastfmLimits } from './lastfm/limits.ts';
import { lidarrLimits } from './lidarr/limits.ts';
import { musicbrainzLimits } from './musicbrainz/limits.ts';
import { omdbLimits } from './omdb/limits.ts';
import { radarrLimits } from './radarr/limits.ts';
import { sonarrLimits } from './sonarr/limits.ts';
import { stashboxLimits } from './stashbox/limits.ts';
import { tmdbLimits } from './tmdb/limits.ts';
import { tvdbLimits } from './tvdb/limits.ts';
import { whisparrLimits } from './whisparr/limits.ts';

/** How each service wants to be asked, as the providers' folders say it; written down in docs/network.md. */
const TABLE: readonly ProviderLimits[] = [
  radarrLimits,
  sonarrLimits,
  lidarrLimits,
  whisparrLimits,
  tmdbLimits,
  musicbrainzLimits,
  coverArtArchiveLimits,
  tvdbLimits,
  acoustidLimits,
  lastfmLimits,
  omdbLimits,
  fanartTvLimits,
  stashboxLimits,
];

/** The limits by provider; for the gateway. */
export const providerLimits: ReadonlyMap<ProviderId, ProviderLimits> = new Map(
  TABLE.map((limits) => [limits.provider, limits]),
);

/** Providers that are read with the media, and asked without limits. */
export const LOCAL_PROVIDERS: readonly ProviderId[] = ['local', 'nfo', 'tags', 'plexmatch', 'name'];
