import { cacheKey } from '../../cache/key.ts';
import type { AnswerCache, CacheAnswer, CacheKind, CacheQuestion, KeptAnswer, Load, Loaded } from '../../cache/port.ts';
import { isSecretName } from '../../model/credentials.ts';
import type { RevengeError } from '../../model/errors.ts';
import { abortable } from '../../util/abort.ts';
import { ownerOf } from '../bucket.ts';
import { canonicalRequest } from '../canonical.ts';
import type { Failures } from '../failures.ts';
import type { HealthBook, Tally } from '../health.ts';
import { createRenewal, type Renewal } from '../renewal.ts';
import type { Secrets } from '../secrets.ts';
import type { Exchange, Hop, HopAnswer, HopResult } from '../wire.ts';

export interface CacheSettings {
  /** Opens the cache; undefined where the run has none. */
  readonly answers: () => Promise<AnswerCache | undefined>;
  readonly isOffline: boolean;
  /** A refresh: what was cached before this time is asked for again, once a run. Pictures excepted. */
  readonly renewSince?: Date | undefined;
  readonly secrets: Secrets;
  readonly failures: Failures;
  readonly book: HealthBook;
}

/**
 * Answers from the cache, and keeps the answers of the inner exchange in it. A stale entry is revalidated with a
 * conditional request. An entry that its caller cannot read is dropped, and the request is sent.
 */
export function cache(settings: CacheSettings, inner: Exchange): Exchange {
  const renewal = createRenewal(settings.renewSince);
  return async (hop, signal) => {
    if (hop.cache === 'none') return inner(hop, signal);
    const answers = await abortable(settings.answers(), signal);
    if (answers === undefined) return inner(hop, signal);
    const tally = settings.book.tally(hop.provider);
    const question = questionOf(hop, hop.cache, settings);
    return ask({ hop, question, answers, tally, renewal, settings, inner }, signal);
  };
}

interface Inquiry {
  readonly hop: Hop;
  readonly question: CacheQuestion;
  readonly answers: AnswerCache;
  readonly tally: Tally;
  readonly renewal: Renewal;
  readonly settings: CacheSettings;
  readonly inner: Exchange;
}

async function ask(inquiry: Inquiry, signal: AbortSignal): Promise<HopResult> {
  const { hop, question, answers, tally, renewal } = inquiry;
  let loaded: HopAnswer | undefined;
  const load: Load = async (old, loadSignal) => {
    const result = await inquiry.inner(conditional(hop, old), loadSignal);
    const made = loadedFrom(result, old, question.url, tally);
    if (made.kind === 'answer' && result.kind === 'answer') loaded = result;
    return made;
  };
  for (let isSecond = false; ; isSecond = true) {
    const found = await answers.ask({ ...question, notBefore: renewal.notBefore(question) }, load, signal);
    renewal.done(question);
    if (found.kind === 'failed') return inquiry.settings.failures.failure(hop, 'final', found.error);
    if (found.from === 'network' && loaded !== undefined) return loaded;
    if (found.from === 'stale') tally.stale++;
    if (found.from === 'revalidated') tally.revalidated++;
    const answer = answerOf(hop, found.answer);
    if (isSecond || isReadable(answer)) {
      countHit(found, tally);
      return answer;
    }
    await answers.drop([question.key]);
  }
}

function questionOf(hop: Hop, kind: CacheKind, { secrets, isOffline }: CacheSettings): CacheQuestion {
  const { method, url, body } = canonicalRequest(hop, secrets);
  const headers = Object.fromEntries(Object.entries(hop.headers).filter(([name]) => !isSecretName(name)));
  const owner = kind === 'list' ? ownerOf(hop) : '';
  const key = cacheKey({ provider: hop.provider, kind, method, url, body, headers, owner });
  return { key, kind, url, offline: isOffline };
}

/** What the cache makes of an answer of the inner exchange. */
function loadedFrom(result: HopResult, old: KeptAnswer | undefined, url: string, tally: Tally): Loaded {
  const failed = (error: RevengeError, staleHelps: boolean): Loaded => {
    tally.lastError = error.message;
    return { kind: 'failed', error, staleHelps };
  };
  if (result.kind === 'failure') return failed(result.error, true);
  const cacheControl = result.headers['cache-control'];
  if (result.status === 304 && old !== undefined) return { kind: 'not-modified', cacheControl };
  const verdict = result.hop.judge(result);
  if (verdict.kind === 'bad') return failed(verdict.error, staleHelps(result.status, verdict.error));
  return {
    kind: 'answer',
    answer: keptOf(result, url),
    cacheControl,
    keep: verdict.kind === 'absent' || verdict.isWhole,
  };
}

/** An old answer is better than the error of a service in trouble, but must not hide that the key is wrong. */
function staleHelps(status: number, error: RevengeError): boolean {
  if (error.code === 'HTTP_AUTH') return false;
  return isSuccess(status) || status === 429 || status >= 500;
}

/** An entry that makes its reader throw is no better than one that cannot be read. */
function isReadable(answer: HopAnswer): boolean {
  try {
    return answer.hop.judge(answer).kind !== 'bad';
  } catch {
    return false;
  }
}

function countHit(found: Extract<CacheAnswer, { kind: 'answer' }>, tally: Tally): void {
  if (found.from === 'memory' || found.from === 'redis' || found.from === 'local') tally.hits[found.from]++;
}

/** The request on condition that the answer has changed (RFC 9110 §13.1). */
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
    // Only successes and "there is none" are kept, and which other statuses mean that is up to each request.
    status: isSuccess(kept.status) ? kept.status : 404,
    headers: kept.contentType === undefined ? {} : { 'content-type': kept.contentType },
    bytes: kept.body,
    at: new Date(kept.at).toISOString(),
    fromPublic: false,
    tookMs: 0,
  };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
