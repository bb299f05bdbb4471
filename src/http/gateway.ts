import type { z } from 'zod';
import type { AnswerCache, CacheKind, SharedPace } from '../cache/port.ts';
import { type Answer, ok, unavailable } from '../model/answer.ts';
import { type ErrorCode, RevengeError } from '../model/errors.ts';
import type { ProviderId } from '../model/ids.ts';
import { abortable, throwIfAborted } from './abort.ts';
import { byStatus } from './answers.ts';
import { type AttemptTools, attempt, type RetryNotice } from './attempts.ts';
import { bucketOf } from './bucket.ts';
import { askCached } from './cached.ts';
import { canonicalUrl } from './canonical.ts';
import { createRecorder } from './cassette/record.ts';
import { createReplayer } from './cassette/replay.ts';
import { createCircuit } from './circuit.ts';
import { type Clock, systemClock } from './clock.ts';
import { createEchoFilter } from './echo-filter.ts';
import { createFailures, type Failures } from './failures.ts';
import { follow } from './follow.ts';
import { createHealthBook } from './health.ts';
import { createHostLimiter, DEFAULT_PAUSE_BUDGET } from './host-limiter.ts';
import type { LiveExchange } from './live.ts';
import { isPage } from './page.ts';
import type { HttpBody, HttpGateway, HttpRequest, ProviderHealth, ProviderLimits } from './port.ts';
import { prepareHop } from './prepare.ts';
import type { ProxySettings } from './proxy.ts';
import { digestOf, readJson } from './read-json.ts';
import { createRefusals } from './refusals.ts';
import { createSecrets } from './secrets.ts';
import type { Exchange, Hop, HopAnswer, HopResult } from './wire.ts';

/** What processes remember together. */
interface GatewayMemory {
  readonly answers: AnswerCache;
  /** Absent: this process keeps its pace alone. */
  readonly pace?: SharedPace;
}

/** Where answers come from. */
type GatewayMode =
  | { readonly kind: 'live' }
  /** From the network, and every answer is written into the directory. */
  | { readonly kind: 'record'; readonly dir: string }
  /** From the directory only; with `recordMissing` what is not there is asked over the network, and recorded. */
  | { readonly kind: 'replay'; readonly dir: string; readonly recordMissing?: boolean }
  /** From nowhere: every request is `unavailable`. */
  | { readonly kind: 'offline' };

export interface GatewayOptions {
  readonly userAgent: string;
  readonly limits: ReadonlyMap<ProviderId, ProviderLimits>;
  readonly mode: GatewayMode;
  /** Configured secrets, so that none of them is shown or recorded even before a request that bears it. */
  readonly secrets?: readonly string[];
  /** Seconds that requests to one host wait in all because it asks to be left alone. @default 300 */
  readonly pauseBudget?: number;
  /** Called before each wait for another attempt. */
  readonly onRetry?: (notice: RetryNotice) => void;
  /** Called after each request with the provider's counts. */
  readonly onHealth?: (health: ProviderHealth) => void;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** 0…1, for the jitter of retries. @default Math.random */
  readonly random?: () => number;
  /**
   * Opens kept answers, at the first request. Not used to record or to replay: there every answer is the service's, or
   * the recording's.
   */
  readonly memory?: () => Promise<GatewayMemory>;
  /** What was kept before this time is asked about again, on condition where that can be: a refresh. Pictures excepted. */
  readonly renewSince?: Date;
  /** @default none */
  readonly proxies?: ProxySettings;
  /** Certificate authorities in PEM that are believed beside the usual ones. */
  readonly ca?: readonly string[];
  /** Origins that are asked at another one, and recorded as themselves: for tests and for making fixtures. */
  readonly originOverrides?: Readonly<Record<string, string>>;
}

export interface Gateway extends HttpGateway {
  /** Replay: recordings that nobody asked for so far, relative to the directory. Otherwise none. */
  unusedCassettes(): string[];
}

/** The one way to the network. Answers are values; only an aborted signal throws, an `AbortError`. */
export function createGateway(options: GatewayOptions): Gateway {
  const { mode, clock = systemClock } = options;
  const secrets = createSecrets();
  for (const secret of options.secrets ?? []) secrets.learn(secret);
  const failures = createFailures(secrets);
  const echoed = createEchoFilter(options.secrets ?? []);
  const book = createHealthBook();
  const remembers = mode.kind === 'live' || mode.kind === 'offline';
  let memory: Promise<GatewayMemory> | undefined;
  const remembered = async (): Promise<GatewayMemory | undefined> => {
    if (!remembers) return undefined;
    memory ??= options.memory?.();
    return memory;
  };
  const budgetMs = (options.pauseBudget ?? DEFAULT_PAUSE_BUDGET) * 1000;
  const limiter = createHostLimiter(clock, async () => (await remembered())?.pace, budgetMs);
  const replayer = mode.kind === 'replay' ? createReplayer(mode.dir, secrets, failures) : undefined;
  const renewal = options.renewSince && { since: options.renewSince.getTime(), done: new Set<string>() };
  const records = mode.kind === 'record' || (mode.kind === 'replay' && mode.recordMissing === true);
  const record = records ? createRecorder(mode.dir, secrets) : undefined;

  let live: Promise<LiveExchange> | undefined;
  let closed = false;

  async function load(): Promise<LiveExchange> {
    const { createLiveExchange } = await import('./live.ts');
    return createLiveExchange({
      userAgent: options.userAgent,
      originOverrides: options.originOverrides ?? {},
      clock,
      failures,
      proxies: options.proxies ?? { byProvider: {}, env: {} },
      ca: options.ca,
    });
  }

  const paced: Exchange = async (hop, signal) => {
    const tally = book.tally(hop.provider);
    live ??= load();
    const { exchange } = await abortable(live, signal);
    const turn = await limiter.run(bucketOf(hop), hop.limits, signal, () => {
      if (closed) return Promise.resolve(unsent(hop, 'HTTP_NETWORK', 'the gateway is closed', failures));
      tally.requests++;
      return exchange(hop, signal);
    });
    if (turn.kind === 'paused') return paused(hop, turn.forMs, failures);
    tally.waitedMs += turn.waitedMs;
    if (turn.waitedMs > 0) tally.waits++;
    tally.wireMs += turn.value.tookMs;
    if (turn.value.kind === 'failure') return turn.value;
    const answer = echoed(turn.value);
    if (record === undefined) return answer;
    try {
      await record(answer);
      return answer;
    } catch (thrown) {
      const why = failures.foreign(thrown instanceof Error ? thrown.message : String(thrown));
      const error = failures.error(hop, 'RECORD_FAILED', `was answered, but could not be recorded: ${why}`);
      return failures.failure(hop, 'final', error);
    }
  };

  const tools: AttemptTools = {
    exchange: paced,
    limiter,
    circuit: createCircuit(clock.now),
    clock,
    random: options.random ?? Math.random,
    failures,
    onRetry: (hop, notice) =>
      options.onRetry?.({
        provider: hop.provider,
        method: hop.method,
        url: canonicalUrl(hop.url, secrets),
        ...notice,
      }),
  };

  const recorded: Exchange | undefined =
    replayer &&
    (async (hop, signal) => {
      const result = await abortable(replayer.exchange(hop, signal), signal);
      if (result.kind === 'answer') book.tally(hop.provider).replayed++;
      return result;
    });

  const refusals = createRefusals();

  async function send(request: HttpRequest, hop: Hop, signal: AbortSignal): Promise<HopResult> {
    if (mode.kind === 'offline') {
      return unsent(hop, 'OFFLINE', 'this run is offline', failures);
    }
    if (recorded !== undefined) {
      const result = await follow(hop, recorded, failures, signal);
      const missing = result.kind === 'failure' && result.error.code === 'REPLAY_MISSING';
      if (!missing || record === undefined) return withRefusal(request, result, failures);
    }
    const ask = () => attempt(hop, book.tally(hop.provider), tools, signal);
    if (request.hasSessionToken === true) return ask();
    const result = await refusals.guard(hop, signal, ask, (answer) => refusalIn(request, answer, failures));
    if (result.kind === 'refused') return failures.failure(hop, 'final', result.error);
    return withRefusal(request, result, failures);
  }

  async function ask<T>(
    request: HttpRequest,
    accept: string,
    usual: CacheKind,
    signal: AbortSignal,
    read: (answer: HopAnswer) => Answer<T>,
    keep?: (value: T) => boolean,
  ): Promise<Answer<T>> {
    throwIfAborted(signal);
    const answer = await (async (): Promise<Answer<T>> => {
      const hop = prepareHop(request, options.limits.get(request.provider), accept, secrets);
      if (hop instanceof RevengeError) return unavailable(hop);
      const kind = request.cache ?? (hop.method === 'GET' ? usual : 'none');
      const kept = kind === 'none' ? undefined : await abortable(remembered(), signal);
      if (kept !== undefined && kind !== 'none') {
        const tally = book.tally(hop.provider);
        const sent = (each: Hop, aborting: AbortSignal) => send(request, each, aborting);
        const offline = mode.kind === 'offline';
        const question = { request, hop, kind, offline, signal, tally, read, keep, send: sent };
        return askCached(question, { answers: kept.answers, secrets, failures, renewal });
      }
      const result = await send(request, hop, signal);
      throwIfAborted(signal);
      if (result.kind === 'failure') return unavailable(result.error);
      const judged = byStatus(request, result, failures);
      return judged.status === 'ok' ? read(judged.value) : judged;
    })();
    const tally = book.tally(request.provider);
    if (answer.status === 'not-found') tally.notFound++;
    if (answer.status === 'unavailable') {
      tally.failures++;
      tally.lastError = answer.error.message;
    }
    options.onHealth?.(book.of(request.provider));
    return answer;
  }

  return {
    json<S extends z.ZodType>(
      request: HttpRequest,
      schema: S,
      signal: AbortSignal,
      keep?: (data: z.output<S>) => boolean,
    ) {
      const read = (answer: HopAnswer) => readJson(answer, schema, failures);
      return ask(request, 'application/json', 'work', signal, read, keep && (({ data }) => keep(data)));
    },
    bytes(request, signal) {
      return ask(request, '*/*', 'picture', signal, (answer) => {
        if (isPage(answer)) return unavailable(pageError(answer, failures));
        return ok(bodyOf(answer, canonicalUrl(answer.hop.url, secrets)));
      });
    },
    health: book.all,
    get liveRequests() {
      return book.liveRequests();
    },
    unusedCassettes: () => replayer?.unused() ?? [],
    async close() {
      closed = true;
      await (await memory)?.answers.close();
      (await live)?.close();
    },
  };
}

/** A body that refuses a key is much shorter. */
const MOST_OF_REFUSAL = 16_384;

/** The error of an answer that refuses the key in its body. */
function refusalInBody({ refusal }: HttpRequest, result: HopResult): RevengeError | undefined {
  if (refusal === undefined || result.kind !== 'answer' || result.bytes.length > MOST_OF_REFUSAL) return undefined;
  return refusal(result.bytes.toString('utf8'));
}

/** An answer that refuses the key in its body is a failure, whatever its status. */
function withRefusal(request: HttpRequest, result: HopResult, failures: Failures): HopResult {
  const refused = refusalInBody(request, result);
  return refused === undefined || result.kind !== 'answer' ? result : failures.failure(result.hop, 'final', refused);
}

/** The error of an answer that refuses the key; OMDb says by the same status that the day's requests are used up. */
function refusalIn(request: HttpRequest, result: HopResult, failures: Failures): RevengeError | undefined {
  const judged = result.kind === 'answer' ? byStatus(request, result, failures) : undefined;
  if (judged?.status !== 'unavailable' || judged.error.code !== 'HTTP_AUTH') return refusalInBody(request, result);
  return /\blimit\b/i.test(judged.error.message) ? undefined : judged.error;
}

function bodyOf(answer: HopAnswer, url: string): HttpBody {
  const { bytes } = answer;
  return { bytes, contentType: answer.headers['content-type'], url, fetchedAt: answer.at, digest: digestOf(bytes) };
}

/** A log-in page of a network in place of a picture says nothing of the picture. */
function pageError({ hop, status }: HopAnswer, failures: Failures): RevengeError {
  const hint = 'Is there a log-in page or a proxy in between? The next run asks again.';
  return failures.error(hop, 'HTTP_STATUS', 'answered a web page instead of a file', { status, hint });
}

function unsent(hop: Hop, code: ErrorCode, why: string, failures: Failures): HopResult {
  return failures.failure(hop, 'final', failures.error(hop, code, `was not sent: ${why}`));
}

function paused(hop: Hop, forMs: number, failures: Failures): HopResult {
  const time = forMs > 90_000 ? `${Math.ceil(forMs / 60_000)} more min` : `${Math.ceil(forMs / 1000)} more s`;
  const what = `was not sent: ${hop.url.host} asked to be left alone for ${time}`;
  const hint = 'The service limits how often it is asked; a later run asks again.';
  return failures.failure(hop, 'final', failures.error(hop, 'HTTP_RATE_LIMITED', what, { hint }));
}
