import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { MetadataSource, ResolveHints } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { mapped } from '../shared/answers.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { musicbrainzClient } from './client.ts';
import type { MusicBrainzConfig } from './config.ts';
import { chooseEdition } from './edition.ts';
import { releaseQuery } from './lucene.ts';
import { releaseCandidate } from './map/candidate.ts';
import { releaseRecord } from './map/record.ts';
import type { MbRelease } from './schema.ts';

/** Releases that are kept between looking closer at a candidate and fetching it. */
const KEPT_RELEASES = 32;

/** What a release belongs to. */
const ENTITIES: ReadonlyMap<string, 'artist' | 'release-group'> = new Map([
  ['musicbrainz-artist', 'artist'],
  ['musicbrainz-release-group', 'release-group'],
]);

const MBID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** MusicBrainz as a source of albums: one search and one lookup an album. */
export function createMusicBrainz(
  config: MusicBrainzConfig,
  gateway: HttpGateway,
  country?: string,
  warn: WarningCollector = () => {},
): MetadataSource {
  const client = musicbrainzClient(gateway, config, warn);
  const memo = answerMemo<JsonBody<MbRelease>>({ limit: KEPT_RELEASES });

  const release = async (id: string, signal: AbortSignal): Promise<Answer<JsonBody<MbRelease>>> => {
    const mbid = id.trim().toLowerCase();
    return MBID.test(mbid) ? memo.ask(mbid, signal, () => client.release(mbid, signal)) : NOT_FOUND;
  };

  /** The edition that an id of something else stands for. */
  const edition = async (
    linked: 'release-group' | 'track' | 'recording',
    id: string,
    hints: ResolveHints,
    signal: AbortSignal,
  ): Promise<Answer<ReturnType<typeof releaseCandidate>>> => {
    const mbid = id.trim().toLowerCase();
    if (!MBID.test(mbid)) return NOT_FOUND;
    const answer = await client.browse(linked, mbid, hints.durations !== undefined, signal);
    if (answer.status !== 'ok') return answer;
    const chosen = chooseEdition(answer.value, hints, country);
    return chosen === undefined ? NOT_FOUND : ok(releaseCandidate(chosen));
  };

  return {
    id: 'musicbrainz',
    groups: ['album'],
    resolves: [
      'musicbrainz-release',
      'mbid',
      'musicbrainz-release-group',
      'musicbrainz-track',
      'musicbrainz-recording',
    ],
    idKind: { album: 'musicbrainz-release' },

    async search(query, signal) {
      const lucene = query.kind === 'album' ? releaseQuery(query) : undefined;
      if (lucene === undefined) return ok([]);
      return mapped(await client.search(lucene, signal), ({ data }) => data.releases.map(releaseCandidate));
    },

    async resolve({ kind, value }, group, signal, hints = {}) {
      if (group !== 'album') return NOT_FOUND;
      if (kind === 'musicbrainz-release') {
        return mapped(await release(value, signal), ({ data }) => releaseCandidate(data));
      }
      if (kind === 'musicbrainz-release-group') return edition('release-group', value, hints, signal);
      if (kind === 'musicbrainz-track') return edition('track', value, hints, signal);
      if (kind === 'musicbrainz-recording') return edition('recording', value, hints, signal);
      if (kind !== 'mbid') return NOT_FOUND;
      const own = await release(value, signal);
      if (own.status !== 'not-found') return mapped(own, ({ data }) => releaseCandidate(data));
      return edition('release-group', value, hints, signal);
    },

    async currentId({ kind, value }, signal) {
      const entity = ENTITIES.get(kind);
      const mbid = value.trim().toLowerCase();
      if (entity === undefined || !MBID.test(mbid)) return NOT_FOUND;
      return mapped(await client.entity(entity, mbid, signal), ({ data }) => data.id);
    },

    async complete(candidate, signal) {
      if (candidate.provider !== 'musicbrainz' || candidate.tracks !== undefined) return ok(candidate);
      return mapped(await release(candidate.providerId, signal), ({ data }) => releaseCandidate(data));
    },

    async fetch(ids, group, _wanted, signal) {
      const id = ids['musicbrainz-release'];
      if (group !== 'album' || id === undefined) return NOT_FOUND;
      return mapped(await release(id, signal), releaseRecord);
    },
  };
}
