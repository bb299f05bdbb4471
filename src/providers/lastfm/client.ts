import type { z } from 'zod';
import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import { query } from '../shared/addresses.ts';
import { refusal } from '../shared/refusal.ts';
import {
  type LastfmAlbum,
  type LastfmArtist,
  type LastfmTrack,
  lastfmAlbum,
  lastfmArtist,
  lastfmTrack,
} from './schema.ts';

export interface LastfmConfig {
  /** `https://ws.audioscrobbler.com/2.0`, or a mirror of it. */
  readonly url: string;
  readonly apiKey: string;
  /** Whether every track is asked for: one request each. */
  readonly tracks: boolean;
}

type Asked<T> = Promise<Answer<JsonBody<T>>>;
type Members = Readonly<Record<string, string | undefined>>;

export interface LastfmClient {
  /** By MusicBrainz id or by name; texts in `lang` (ISO 639-1). */
  artist(by: { mbid: string } | { artist: string }, lang: string | undefined, signal: AbortSignal): Asked<LastfmArtist>;
  album(artist: string, album: string, lang: string | undefined, signal: AbortSignal): Asked<LastfmAlbum>;
  track(artist: string, track: string, signal: AbortSignal): Asked<LastfmTrack>;
}

export function lastfmClient(gateway: HttpGateway, config: LastfmConfig): LastfmClient {
  const base = config.url.replace(/\/+$/, '');
  const get = async <S extends z.ZodType>(
    method: string,
    members: Members,
    schema: S,
    signal: AbortSignal,
  ): Promise<Answer<JsonBody<z.output<S>>>> => {
    const url = `${base}/${query({ method, ...members, autocorrect: '1', format: 'json' })}`;
    const answer = await gateway.json(
      { provider: 'lastfm', url, secretQuery: { api_key: config.apiKey } },
      schema,
      signal,
    );
    if (answer.status !== 'unavailable') return answer;
    // An unknown name may also come as 400, with the same words as with 200.
    const { status } = answer.error.context;
    return status === 400 && /not (?:be )?found/i.test(answer.error.message) ? NOT_FOUND : answer;
  };
  return {
    artist: async (by, lang, signal) => unpacked(await get('artist.getInfo', { ...by, lang }, lastfmArtist, signal)),
    album: async (artist, album, lang, signal) =>
      unpacked(await get('album.getInfo', { artist, album, lang }, lastfmAlbum, signal)),
    track: async (artist, track, signal) =>
      unpacked(await get('track.getInfo', { artist, track }, lastfmTrack, signal)),
  };
}

type Unpacked<T> = { readonly found: T } | { readonly failed: { readonly code: number; readonly message: string } };

/** The thing itself out of an answer, or what its error means (last.fm/api/errorcodes). */
function unpacked<T>(answer: Answer<JsonBody<Unpacked<T>>>): Answer<JsonBody<T>> {
  if (answer.status !== 'ok') return answer;
  const { data, ...rest } = answer.value;
  if ('found' in data) return ok({ ...rest, data: data.found });
  const { code, message } = data.failed;
  const said = `error ${code}: ${message}`;
  if (code === 6 || code === 7) return NOT_FOUND;
  if (KEY_ERRORS.has(code)) {
    return refusal('lastfm', 'HTTP_AUTH', said, 'Check `sources.lastfm.apiKey` in the configuration.');
  }
  if (code === 29) return refusal('lastfm', 'HTTP_RATE_LIMITED', said, 'The next run asks again.');
  return refusal('lastfm', 'HTTP_STATUS', said, 'The next run asks again.');
}

/** Authentication failed, invalid session, invalid key, invalid signature, key suspended. */
const KEY_ERRORS: ReadonlySet<number> = new Set([4, 9, 10, 13, 26]);
