import type { z } from 'zod';
import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import { query } from '../shared/addresses.ts';
import { keyRefusal, refusal, refusedKey } from '../shared/refusal.ts';
import { telling } from '../shared/telling.ts';
import type { WarningCollector } from '../shared/warning.ts';
import {
  type LastfmAlbum,
  type LastfmArtist,
  type LastfmTrack,
  lastfmAlbum,
  lastfmArtist,
  lastfmError,
  lastfmSimilar,
  lastfmTrack,
} from './schema.ts';

export interface LastfmConfig {
  /** `https://ws.audioscrobbler.com/2.0`, or a mirror of it. */
  readonly url: string;
  readonly apiKey: string;
  /** Whether every track is asked for: one request each. */
  readonly tracks: boolean;
  /** How many artists that are alike are named. @default those that come with the artist, 5 at most */
  readonly similar?: number | undefined;
}

type Asked<T> = Promise<Answer<JsonBody<T>>>;
type Members = Readonly<Record<string, string | undefined>>;

export interface LastfmClient {
  /** By MusicBrainz id or by name; texts in `lang` (ISO 639-1). */
  artist(by: { mbid: string } | { artist: string }, lang: string | undefined, signal: AbortSignal): Asked<LastfmArtist>;
  /** Artists that are like one, the nearest first. */
  similar(artist: string, limit: number, signal: AbortSignal): Asked<readonly string[]>;
  album(artist: string, album: string, lang: string | undefined, signal: AbortSignal): Asked<LastfmAlbum>;
  track(artist: string, track: string, signal: AbortSignal): Asked<LastfmTrack>;
}

export function lastfmClient(gateway: HttpGateway, config: LastfmConfig, warn: WarningCollector): LastfmClient {
  const told = telling('lastfm', warn);
  const base = config.url.replace(/\/+$/, '');
  const get = async <S extends z.ZodType>(
    method: string,
    members: Members,
    schema: S,
    signal: AbortSignal,
  ): Promise<Answer<JsonBody<z.output<S>>>> => {
    const url = `${base}/${query({ method, ...members, autocorrect: '1', format: 'json' })}`;
    const answer = await gateway.json(
      { provider: 'lastfm', url, secretQuery: { api_key: config.apiKey }, refusal: ofTheKey },
      told(schema),
      signal,
    );
    return answer.status === 'unavailable' ? meant(answer) : answer;
  };
  return {
    artist: async (by, lang, signal) => unpacked(await get('artist.getInfo', { ...by, lang }, lastfmArtist, signal)),
    similar: async (artist, limit, signal) =>
      unpacked(await get('artist.getSimilar', { artist, limit: String(limit) }, lastfmSimilar, signal)),
    album: async (artist, album, lang, signal) =>
      unpacked(await get('album.getInfo', { artist, album, lang }, lastfmAlbum, signal)),
    track: async (artist, track, signal) =>
      unpacked(await get('track.getInfo', { artist, track }, lastfmTrack, signal)),
  };
}

/** What an answer that is an error means; the code and its words stand in the message. */
function meant(answer: Extract<Answer<never>, { readonly status: 'unavailable' }>): Answer<never> {
  const { message, code, context } = answer.error;
  // An unknown name may also come as 400, with the same words as with 200.
  if (context.status === 400 && /not (?:be )?found/i.test(message)) return NOT_FOUND;
  const said = /\berror (\d+): .*$/.exec(message);
  if (code !== 'HTTP_SCHEMA' || said === null) return answer;
  return refusal(
    'lastfm',
    Number(said[1]) === 29 ? 'HTTP_RATE_LIMITED' : 'HTTP_STATUS',
    said[0],
    'The next run asks again.',
  );
}

function unpacked<T>(answer: Answer<JsonBody<{ readonly found: T } | { readonly absent: true }>>): Answer<JsonBody<T>> {
  if (answer.status !== 'ok') return answer;
  const { data, ...rest } = answer.value;
  return 'found' in data ? ok({ ...rest, data: data.found }) : NOT_FOUND;
}

/** Authentication failed, invalid session, invalid key, invalid signature, key suspended (last.fm/api/errorcodes). */
const KEY_ERRORS: ReadonlySet<number> = new Set([4, 9, 10, 13, 26]);

const ofTheKey = keyRefusal(lastfmError, ({ error = 0, message = '' }) =>
  KEY_ERRORS.has(error)
    ? refusedKey('lastfm', `error ${error}: ${message}`, 'Check `sources.lastfm.apiKey` in the configuration.')
    : undefined,
);
