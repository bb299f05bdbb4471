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
import { tmdbLimits } from './tmdb/limits.ts';
import { tvdbLimits } from './tvdb/limits.ts';
import { whisparrLimits } from './whisparr/limits.ts';

const MEGABYTE = 1024 * 1024;

/** A public service: answers of some megabytes at most. */
function apiLimits(
  provider: ProviderId,
  concurrency: number,
  intervalMs: number,
  rule: string,
  more: Partial<ProviderLimits> = {},
): ProviderLimits {
  return { provider, concurrency, intervalMs, timeoutMs: 30_000, maxBytes: 32 * MEGABYTE, retries: 3, rule, ...more };
}

/** How each service wants to be asked, those of the providers' folders and the rest of the table in docs/network.md. */
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
  // Stash's own client keeps to 240 a minute.
  apiLimits('stashdb', 2, 250, 'https://github.com/stashapp/stash'),
];

/** The limits by provider; for the gateway. */
export const providerLimits: ReadonlyMap<ProviderId, ProviderLimits> = new Map(
  TABLE.map((limits) => [limits.provider, limits]),
);
