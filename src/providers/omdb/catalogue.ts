import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { GroupKind } from '../../model/kinds.ts';
import type { Candidate } from '../../model/outcome.ts';
import type { MetadataSource } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { mapped } from '../shared/answers.ts';
import { present } from '../shared/present.ts';
import { type OmdbConfig, type OmdbKind, type OmdbOptions, omdbClient } from './client.ts';
import { IMDB_ID } from './index.ts';
import { omdbRecord } from './map.ts';
import type { OmdbHit, OmdbWork } from './schema.ts';

/** Works that are kept between looking closer at a candidate and fetching it. */
const KEPT = 32;

/**
 * OMDb as a catalogue, for kinds of works that no other is configured for: one search and one look-up a work. Of a series
 * it tells what the whole is, without its episodes.
 */
export function createOmdbCatalogue(
  config: OmdbConfig,
  gateway: HttpGateway,
  kinds: readonly OmdbKind[],
  options: OmdbOptions = {},
): MetadataSource {
  const client = omdbClient(config, gateway, options);
  const works = answerMemo<JsonBody<OmdbWork>>({ limit: KEPT });
  const kindOf = (group: GroupKind): OmdbKind | undefined => kinds.find((kind) => kind === group);

  const work = async (imdb: string, kind: OmdbKind, signal: AbortSignal): Promise<Answer<JsonBody<OmdbWork>>> => {
    if (!IMDB_ID.test(imdb)) return NOT_FOUND;
    const answer = await works.ask(imdb, signal, () => client.work(imdb, signal));
    const isOther = answer.status === 'ok' && (answer.value.data.Type ?? kind) !== kind;
    return isOther ? NOT_FOUND : answer;
  };

  return {
    id: 'omdb',
    groups: kinds,
    resolves: ['imdb'],
    idKind: Object.fromEntries(kinds.map((kind) => [kind, 'imdb'])),

    async search({ kind: group, title, year }, signal) {
      const kind = kindOf(group);
      if (kind === undefined || title.trim() === '') return ok([]);
      const answer = await client.search(kind, title, year, signal);
      if (answer.status === 'not-found') return ok([]);
      return mapped(answer, ({ data }) => data.map((hit) => candidate(hit, kind)));
    },

    async resolve({ kind: idKind, value }, group, signal) {
      const kind = kindOf(group);
      if (kind === undefined || idKind !== 'imdb') return NOT_FOUND;
      return mapped(await work(value, kind, signal), ({ data }) => candidate(data, kind));
    },

    /** A look-up names no further titles, so that there is nothing to look closer at. */
    async complete(found) {
      return ok(found);
    },

    async fetch(ids, group, _wanted, signal) {
      const kind = kindOf(group);
      if (kind === undefined || ids.imdb === undefined) return NOT_FOUND;
      return mapped(await work(ids.imdb, kind, signal), (answer) => omdbRecord(answer, kind));
    },
  };
}

function candidate({ imdbID, Title, Year }: OmdbHit | OmdbWork, kind: OmdbKind): Candidate {
  return {
    provider: 'omdb',
    providerId: imdbID,
    kind,
    ids: { imdb: imdbID },
    title: Title ?? '',
    alternativeTitles: [],
    ...present({ year: Year }),
  };
}
