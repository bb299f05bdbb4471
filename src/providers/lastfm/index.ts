import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { ExternalIds } from '../../model/ids.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { KnownWork, SupplementSource } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { mapped } from '../shared/answers.ts';
import { bareRecord } from '../shared/bare-record.ts';
import { knownId, knownValue } from '../shared/known-work.ts';
import { present } from '../shared/present.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { type LastfmClient, type LastfmConfig, lastfmClient } from './client.ts';
import { albumRecord, artistRecord, trackRecord } from './map.ts';
import type { LastfmArtist } from './schema.ts';

/** Artists that are kept, so that each is asked for once a run. */
const KEPT_ARTISTS = 256;
/** Artists that are alike in the answer about one. */
const NAMED_WITH_ARTIST = 5;
/** Names that stand for nobody; Last.fm knows them as artists all the same. */
const NOBODY = /^(?:\[unknown\]|unknown artist|various artists?|various|va)$/i;

/** Last.fm: listeners, tags, texts and what is alike, one request an album and one an artist. */
export function createLastfm(
  config: LastfmConfig,
  languages: readonly string[],
  gateway: HttpGateway,
  warn: WarningCollector = () => {},
): SupplementSource {
  const client = lastfmClient(gateway, config, warn);
  const artists = answerMemo<JsonBody<LastfmArtist>>({ limit: KEPT_ARTISTS });

  const artistOf = (name: string, mbid: string | undefined, signal: AbortSignal) =>
    artists.ask(mbid ?? name.toLowerCase(), signal, async () =>
      withSimilar(client, await askArtist(client, name, mbid, languages, signal), config.similar, signal),
    );

  return {
    id: 'lastfm',
    groups: ['album'],
    async supplement(work, signal) {
      const name = knownValue(work, 'release', 'albumArtist') ?? knownValue(work, 'artist', 'title');
      const title = knownValue(work, 'release-group', 'title') ?? knownValue(work, 'release', 'title');
      if (name === undefined || title === undefined || NOBODY.test(name)) return NOT_FOUND;
      const mbid = knownId(work, 'musicbrainz-artist');
      const found = await artistOf(name, mbid, signal);
      if (found.status === 'unavailable') return found;
      const isSomebody = found.status === 'ok' && !NOBODY.test(found.value.data.name);
      const artist = isSomebody ? artistRecord(found.value, present({ 'musicbrainz-artist': mbid })) : undefined;
      const album = await askAlbum(client, name, title, languages, signal);
      if (album.status === 'unavailable') return album;
      if (album.status === 'not-found') return artist === undefined ? NOT_FOUND : ok(onlyArtist(work, artist));
      const record = albumRecord(album.value, idsOf(work), artist);
      if (!config.tracks) return ok(record);
      return mapped(await trackRecords(client, work, name, signal), (children) => ({ ...record, children }));
    },
  };
}

/** By id, then by name: Last.fm does not know every id. In the first language in which there is a text. */
async function askArtist(
  client: LastfmClient,
  artist: string,
  mbid: string | undefined,
  languages: readonly string[],
  signal: AbortSignal,
): Promise<Answer<JsonBody<LastfmArtist>>> {
  const [first] = languages;
  const byId = mbid === undefined ? NOT_FOUND : await client.artist({ mbid }, first, signal);
  const answer = byId.status === 'not-found' ? await client.artist({ artist }, first, signal) : byId;
  if (answer.status !== 'ok' || answer.value.data.bio !== undefined) return answer;
  const { data } = answer.value;
  for (const language of languages.slice(1)) {
    const other = await client.artist({ artist: data.name }, language, signal);
    if (other.status !== 'ok') break;
    const { bio } = other.value.data;
    if (bio !== undefined) return ok({ ...answer.value, data: { ...data, bio } });
  }
  return answer;
}

/** As many artists that are alike as are wanted; those that come with the artist are five. */
async function withSimilar(
  client: LastfmClient,
  artist: Answer<JsonBody<LastfmArtist>>,
  wanted: number = NAMED_WITH_ARTIST,
  signal: AbortSignal,
): Promise<Answer<JsonBody<LastfmArtist>>> {
  if (artist.status !== 'ok') return artist;
  const { data, ...rest } = artist.value;
  const isEnough = wanted <= NAMED_WITH_ARTIST || NOBODY.test(data.name);
  const more = isEnough ? NOT_FOUND : await client.similar(data.name, wanted, signal);
  if (more.status === 'unavailable') return more;
  const similar = more.status === 'ok' && more.value.data.length > 0 ? more.value.data : data.similar;
  return ok({ ...rest, data: { ...data, similar: similar.slice(0, wanted) } });
}

async function askAlbum(
  client: LastfmClient,
  artist: string,
  title: string,
  languages: readonly string[],
  signal: AbortSignal,
): ReturnType<LastfmClient['album']> {
  const answer = await client.album(artist, title, languages[0], signal);
  if (answer.status !== 'ok' || answer.value.data.wiki !== undefined) return answer;
  const { data } = answer.value;
  for (const language of languages.slice(1)) {
    const other = await client.album(artist, title, language, signal);
    if (other.status !== 'ok') break;
    const { wiki } = other.value.data;
    if (wiki !== undefined) return ok({ ...answer.value, data: { ...data, wiki } });
  }
  return answer;
}

/** What is said of the tracks that other sources name; one that Last.fm does not know is left out. */
async function trackRecords(
  client: LastfmClient,
  { records }: KnownWork,
  albumArtist: string,
  signal: AbortSignal,
): Promise<Answer<readonly SourceRecord[]>> {
  const release = records.find(({ kind, children }) => kind === 'release' && children.length > 0);
  const found: SourceRecord[] = [];
  for (const { ids, position, values } of release?.children ?? []) {
    if (values.title === undefined || position === undefined) continue;
    const answer = await client.track(values.artist ?? albumArtist, values.title, signal);
    if (answer.status === 'unavailable') return answer;
    if (answer.status === 'ok') found.push(trackRecord(answer.value, { ids, position }));
  }
  return ok(found);
}

function onlyArtist(work: KnownWork, artist: SourceRecord): SourceRecord {
  const { group, release } = idsOf(work);
  const above: SourceRecord = { ...bareRecord('lastfm', 'release-group', artist.providerId, artist), ids: group };
  return {
    ...bareRecord('lastfm', 'release', artist.providerId, artist),
    ids: release,
    parent: { ...above, parent: artist },
  };
}

function idsOf(work: KnownWork): { readonly group: ExternalIds; readonly release: ExternalIds } {
  return {
    group: present({ 'musicbrainz-release-group': knownId(work, 'musicbrainz-release-group') }),
    release: present({ 'musicbrainz-release': knownId(work, 'musicbrainz-release') }),
  };
}
