import type { z } from 'zod';
import type { CacheKind } from '../../cache/port.ts';
import type { HttpGateway } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { FileFingerprint } from '../port.ts';
import { apiBase } from '../shared/addresses.ts';
import { alwaysThere, mapped } from '../shared/answers.ts';
import { keyRefusal, refusal, refusedKey } from '../shared/refusal.ts';
import { telling } from '../shared/telling.ts';
import type { WarningCollector } from '../shared/warning.ts';
import type { StashBoxConfig } from './config.ts';
import { BY_FINGERPRINTS, BY_ID, BY_TERM } from './queries.ts';
import {
  byFingerprintsAnswer,
  byIdAnswer,
  byTermAnswer,
  GRAPHQL_ERROR,
  type GraphqlAnswer,
  graphqlError,
  type StashScene,
} from './schema.ts';

/** More scenes in one question the server refuses ("too many scenes"). */
export const FILES_AT_ONCE = 40;
const FOUND_AT_MOST = 10;

export interface FoundScenes {
  readonly scenes: readonly StashScene[];
  readonly fetchedAt: string;
}

export interface StashBoxClient {
  /** The scenes that each file is known as, in the order of the files; no more than `FILES_AT_ONCE`. */
  byFingerprints(
    files: readonly (readonly FileFingerprint[])[],
    signal: AbortSignal,
  ): Promise<readonly Answer<FoundScenes>[]>;
  byId(id: string, signal: AbortSignal): Promise<Answer<FoundScenes>>;
  byTerm(term: string, signal: AbortSignal): Promise<Answer<FoundScenes>>;
}

interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export function stashBoxClient(gateway: HttpGateway, config: StashBoxConfig, warn: WarningCollector): StashBoxClient {
  const url = apiBase(config.url, '/graphql');
  const told = telling('stashbox', warn, `${config.name} (stash-box)`);
  const warned = new Set<string>();
  const tell = (what: string): void => {
    const message = `${config.name} (stash-box): ${what}`;
    if (warned.has(message)) return;
    warned.add(message);
    warn({ code: 'stashbox.half-answer', message, hint: 'What came was used; the next run asks again.' });
  };

  const ask = async <T>(
    question: Question,
    schema: z.ZodType<GraphqlAnswer<T>>,
    cache: CacheKind,
    signal: AbortSignal,
  ): Promise<Answer<{ readonly asked: T; readonly fetchedAt: string }>> => {
    const request = { provider: 'stashbox', method: 'POST', url, idempotent: true, cache, refusal: ofTheKey } as const;
    const headers = { ApiKey: config.apiKey };
    const whole = ({ errors }: GraphqlAnswer<T>): boolean => errors.length === 0;
    const asked = await gateway.json({ ...request, headers, json: question }, told(schema), signal, whole);
    const answer = alwaysThere(asked, { provider: 'stashbox', what: 'GraphQL', hint: addressHint(config) });
    if (answer.status === 'unavailable') return meant(answer);
    return mapped(answer, ({ data: { asked: found, errors }, fetchedAt }) => {
      for (const { message = 'without a word' } of errors) tell(`an answer came with an error: ${message}`);
      return { asked: found, fetchedAt };
    });
  };

  const ofTheKey = keyRefusal(graphqlError, ({ said }) =>
    OF_THE_KEY.test(said)
      ? refusedKey('stashbox', said, `Check the apiKey of \`sources.stashbox\` (${config.name}).`)
      : undefined,
  );
  return {
    async byFingerprints(files, signal) {
      const fingerprints = files.map((file) =>
        file.map(({ algorithm, hash }) => ({ algorithm: algorithm.toUpperCase(), hash })),
      );
      const question = { query: BY_FINGERPRINTS, variables: { fingerprints } };
      const answer = await ask(question, byFingerprintsAnswer(files.length), 'search', signal);
      if (answer.status !== 'ok') return files.map(() => answer);
      const { asked, fetchedAt } = answer.value;
      return asked.findScenesBySceneFingerprints.map(({ scenes, absent }) => {
        if (absent > 0) return refusal('stashbox', 'HTTP_STATUS', 'a scene of the file is missing from half an answer');
        return ok({ scenes: scenes.filter(isThere), fetchedAt });
      });
    },
    async byId(id, signal) {
      const answer = await ask({ query: BY_ID, variables: { id } }, byIdAnswer, 'work', signal);
      if (answer.status !== 'ok') return answer;
      const { findScene: scene } = answer.value.asked;
      return scene === null || !isThere(scene) ? NOT_FOUND : ok({ scenes: [scene], fetchedAt: answer.value.fetchedAt });
    },
    async byTerm(term, signal) {
      const question = { query: BY_TERM, variables: { term, limit: FOUND_AT_MOST } };
      return mapped(await ask(question, byTermAnswer, 'search', signal), ({ asked, fetchedAt }) => ({
        scenes: asked.searchScene.scenes.filter(isThere),
        fetchedAt,
      }));
    },
  };
}

/** Scenes that were merged into others, or removed, stay in the database. */
function isThere({ deleted }: StashScene): boolean {
  return deleted !== true;
}

const OF_THE_KEY = /not authori[sz]ed|unauthori[sz]ed|unauthenticated|forbidden|access denied|api ?key/i;
const OF_THE_LIMIT = /too many requests|rate limit/i;

/** What an answer that is an error means: with HTTP 200 it says in words what other services say by their status. */
function meant(answer: Extract<Answer<never>, { readonly status: 'unavailable' }>): Answer<never> {
  const { code, message } = answer.error;
  const at = message.indexOf(GRAPHQL_ERROR);
  if (code !== 'HTTP_SCHEMA' || at < 0) return answer;
  const said = message.slice(at);
  const limited = OF_THE_LIMIT.test(said);
  return refusal('stashbox', limited ? 'HTTP_RATE_LIMITED' : 'HTTP_STATUS', said, 'The next run asks again.');
}

function addressHint({ name }: StashBoxConfig): string {
  return `Check the url of \`sources.stashbox\` (${name}); it ends in /graphql.`;
}
