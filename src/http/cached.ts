import { cacheKey } from '../cache/key.ts';
import type { AnswerCache, CacheKind, KeptAnswer, Load } from '../cache/port.ts';
import { type Answer, NOT_FOUND, unavailable } from '../model/answer.ts';
import { isSecretName } from '../model/credentials.ts';
import type { RevengeError } from '../model/errors.ts';
import { byStatus } from './answers.ts';
import { ownerOf } from './bucket.ts';
import { canonicalRequest } from './canonical.ts';
import type { Failures } from './failures.ts';
import type { Tally } from './health.ts';
import type { HttpRequest } from './port.ts';
import type { Secrets } from './secrets.ts';
import type { Hop, HopAnswer, HopResult } from './wire.ts';

export interface CachedQuestion<T> {
  readonly request: HttpRequest;
  readonly hop: Hop;
  readonly kind: CacheKind;
  readonly offline: boolean;
  readonly signal: AbortSignal;
  readonly tally: Tally;
  /** Reads an answer in the terms of who asks; what cannot be read is not kept. */
  readonly read: (answer: HopAnswer) => Answer<T>;
  /** Whether what was read is kept. @default always */
  readonly keep?: ((value: T) => boolean) | undefined;
  readonly send: (hop: Hop, signal: AbortSignal) => Promise<HopResult>;
}

export interface CachedTools {
  readonly answers: AnswerCache;
  readonly secrets: Secrets;
  readonly failures: Failures;
  /** Absent: kept answers are as good as their times say. */
  readonly renewal?: Renewal | undefined;
}

/** A run that wants to know what is so now: what was kept before it began is asked about again, once. */
interface Renewal {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Keys that were asked about since. */
  readonly done: Set<string>;
}

/**
 * Asks the cache, and through it the service: on condition where an old answer is kept. A kept answer that can no longer
 * be read is dropped and asked for again.
 */
export async function askCached<T>(question: CachedQuestion<T>, tools: CachedTools): Promise<Answer<T>> {
  const { request, hop, kind, offline, signal, tally, read, keep = () => true } = question;
  const { renewal } = tools;
  const { method, url, body } = canonicalRequest(hop, tools.secrets);
  const headers = Object.fromEntries(Object.entries(hop.headers).filter(([name]) => !isSecretName(name)));
  const owner = kind === 'list' ? ownerOf(hop) : '';
  const key = cacheKey({ provider: hop.provider, kind, method, url, body, headers, owner });

  let own: Answer<T> | undefined;
  const load: Load = async (old, loadSignal) => {
    const result = await question.send(conditional(hop, old), loadSignal);
    if (result.kind === 'failure') return failed(result.error, true);
    const cacheControl = result.headers['cache-control'];
    if (result.status === 304 && old !== undefined) return { kind: 'not-modified', cacheControl };
    const judged = byStatus(request, result, tools.failures);
    if (judged.status === 'unavailable') return failed(judged.error, result.status === 429 || result.status >= 500);
    const answer = keptOf(result, url);
    if (judged.status === 'not-found') {
      own = NOT_FOUND;
      return { kind: 'answer', answer, cacheControl, keep: true };
    }
    own = read(result);
    return own.status === 'unavailable'
      ? failed(own.error, true)
      : { kind: 'answer', answer, cacheControl, keep: own.status !== 'ok' || keep(own.value) };
  };
  const failed = (error: RevengeError, staleHelps: boolean) => {
    tally.lastError = error.message;
    return { kind: 'failed', error, staleHelps } as const;
  };

  for (let dropped = false; ; dropped = true) {
    const notBefore = kind === 'picture' || renewal === undefined || renewal.done.has(key) ? undefined : renewal.since;
    const got = await tools.answers.ask({ key, kind, url, offline, notBefore }, load, signal);
    renewal?.done.add(key);
    if (got.kind === 'failed') return unavailable(got.error);
    if (got.from === 'network' && own !== undefined) return own;
    if (got.from === 'stale') tally.stale++;
    else if (got.from === 'revalidated') tally.revalidated++;
    if (got.answer.status < 200 || got.answer.status >= 300) return counted(NOT_FOUND);
    const { answer: kept } = got;
    // A kept answer that trips up its reader is no better than one that cannot be read.
    const answer = dropped ? read(answerOf(hop, kept)) : unlessThrown(() => read(answerOf(hop, kept)));
    if (answer !== undefined && (dropped || answer.status !== 'unavailable')) return counted(answer);
    await tools.answers.drop([key]);

    function counted<A>(value: A): A {
      if (got.kind === 'answer' && (got.from === 'memory' || got.from === 'redis' || got.from === 'local')) {
        tally.hits[got.from]++;
      }
      return value;
    }
  }
}

function unlessThrown<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** The request on condition that the answer is another one by now (RFC 9110 §13.1). */
function conditional(hop: Hop, old: KeptAnswer | undefined): Hop {
  if (old === undefined || (old.etag === undefined && old.lastModified === undefined)) return hop;
  return {
    ...hop,
    headers: {
      ...hop.headers,
      ...(old.etag === undefined ? {} : { 'if-none-match': old.etag }),
      ...(old.lastModified === undefined ? {} : { 'if-modified-since': old.lastModified }),
    },
  };
}

function keptOf(answer: HopAnswer, url: string): KeptAnswer {
  return {
    status: answer.status,
    contentType: answer.headers['content-type'],
    etag: answer.headers.etag,
    lastModified: answer.headers['last-modified'],
    url,
    at: Date.parse(answer.at),
    body: answer.bytes,
  };
}

function answerOf(hop: Hop, kept: KeptAnswer): HopAnswer {
  return {
    kind: 'answer',
    hop,
    status: kept.status,
    headers: kept.contentType === undefined ? {} : { 'content-type': kept.contentType },
    bytes: kept.body,
    at: new Date(kept.at).toISOString(),
    fromPublic: false,
    tookMs: 0,
  };
}
