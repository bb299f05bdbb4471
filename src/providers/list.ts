import { acoustid } from './acoustid/provider.ts';
import { coverartarchive } from './coverartarchive/provider.ts';
import type { ProviderDescriptor } from './descriptor.ts';
import { fanarttv } from './fanarttv/provider.ts';
import { lastfm } from './lastfm/provider.ts';
import { lidarr } from './lidarr/provider.ts';
import { local } from './local/provider.ts';
import { musicbrainz } from './musicbrainz/provider.ts';
import { name } from './name/provider.ts';
import { nfo } from './nfo/provider.ts';
import { omdb } from './omdb/provider.ts';
import { plexmatch } from './plexmatch/provider.ts';
import { radarr } from './radarr/provider.ts';
import { sonarr } from './sonarr/provider.ts';
import { stashbox } from './stashbox/provider.ts';
import { tags } from './tags/provider.ts';
import { tmdb } from './tmdb/provider.ts';
import { tvdb } from './tvdb/provider.ts';
import { tvmaze } from './tvmaze/provider.ts';
import { whisparr } from './whisparr/provider.ts';

/**
 * Every provider, in the order of asking; among catalogues, and among managers, this is also the order in which their
 * values rank. What lies with the media is read in the order given here.
 */
export const PROVIDERS = [
  radarr,
  sonarr,
  lidarr,
  whisparr,
  tmdb,
  tvdb,
  tvmaze,
  musicbrainz,
  coverartarchive,
  acoustid,
  fanarttv,
  omdb,
  lastfm,
  stashbox,
  local,
  nfo,
  tags,
  plexmatch,
  name,
] as const;

/** Any list of providers; tests pass one with a provider of their own. */
export type ProviderList = readonly ProviderDescriptor[];
