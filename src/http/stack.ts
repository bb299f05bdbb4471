import { abortable } from '../util/abort.ts';
import { systemClock } from '../util/clock.ts';
import { canonicalUrl } from './canonical.ts';
import { createRecorder } from './cassette/record.ts';
import { createReplayer } from './cassette/replay.ts';
import type { Failures } from './failures.ts';
import type { HealthBook } from './health.ts';
import { createHostLimiter, DEFAULT_PAUSE_BUDGET } from './host-limiter.ts';
import { authorize } from './layers/authorize.ts';
import { cache } from './layers/cache.ts';
import { follow } from './layers/follow.ts';
import { guard } from './layers/guard.ts';
import { hideEchoes } from './layers/hide-echoes.ts';
import type { LiveExchange, LiveSettings } from './layers/live.ts';
import { pace } from './layers/pace.ts';
import { record } from './layers/record.ts';
import { replay } from './layers/replay.ts';
import { type RetrySettings, retry } from './layers/retry.ts';
import { createMemory, type Memory } from './memory.ts';
import type { GatewayOptions } from './options.ts';
import type { Secrets } from './secrets.ts';
import type { Exchange } from './wire.ts';

/** What the layers share with the gateway. */
export interface StackTools {
  readonly secrets: Secrets;
  readonly failures: Failures;
  readonly book: HealthBook;
}

export interface Stack {
  readonly exchange: Exchange;
  /** Replay: recordings that no request has used so far, relative to the directory. Otherwise none. */
  unusedCassettes(): string[];
  close(): Promise<void>;
}

/**
 * The way of a request, as layers around the network. The innermost layer comes first: a request passes the layers from
 * the last to the first. `docs/network.md` explains their order.
 */
export function createStack(options: GatewayOptions, tools: StackTools): Stack {
  const memory = createMemory(options);
  const settings = settingsOf(options, tools, memory);
  let connection: Promise<LiveExchange> | undefined;
  let isClosed = false;

  async function network(): Promise<Exchange> {
    connection = connect(options, settings);
    const live = await connection;
    const paced = pace({ ...settings, isClosed: () => isClosed }, live.exchange);
    const hidden = hideEchoes(settings, paced);
    const recorded = record(settings, hidden);
    const retried = retry(settings, recorded);
    const followed = follow(settings, retried);
    const guarded = guard(settings, followed);
    return authorize(settings, guarded);
  }

  const sent = settings.isOffline ? offline(settings) : loadOnce(network);
  const replayed = replay(settings, sent);
  const cached = cache(settings, replayed);
  return {
    exchange: cached,
    unusedCassettes: () => settings.replayer?.unused() ?? [],
    async close() {
      isClosed = true;
      await memory.close();
      (await connection)?.close();
    },
  };
}

/** The settings of all layers. */
function settingsOf(options: GatewayOptions, tools: StackTools, memory: Memory) {
  const { mode, clock = systemClock, secrets: configuredSecrets = [] } = options;
  const { secrets, failures } = tools;
  const sendsMissing = mode.kind === 'replay' && mode.recordMissing === true;
  const sharedPace = async () => (await memory.open())?.pace;
  const budgetMs = (options.pauseBudget ?? DEFAULT_PAUSE_BUDGET) * 1000;
  const onRetry: RetrySettings['onRetry'] = ({ provider, method, url }, attempt, delayMs, reason) =>
    options.onRetry?.({ provider, method, url: canonicalUrl(url, secrets), attempt, delayMs, reason });
  return {
    ...tools,
    clock,
    random: options.random ?? Math.random,
    onRetry,
    configuredSecrets,
    limiter: createHostLimiter(clock, sharedPace, budgetMs),
    recorder: mode.kind === 'record' || sendsMissing ? createRecorder(mode.dir, secrets) : undefined,
    replayer: mode.kind === 'replay' ? createReplayer(mode.dir, secrets, failures) : undefined,
    sendsMissing,
    answers: async () => (await memory.open())?.answers,
    isOffline: mode.kind === 'offline',
    renewSince: options.renewSince,
  };
}

async function connect(
  { userAgent, originOverrides = {}, proxies = { byProvider: {}, env: {} }, ca }: GatewayOptions,
  { clock, failures }: Pick<LiveSettings, 'clock' | 'failures'>,
): Promise<LiveExchange> {
  const { createLiveExchange } = await import('./layers/live.ts');
  return createLiveExchange({ userAgent, originOverrides, proxies, ca, clock, failures });
}

/**
 * An exchange that is made at the first request. The layers are made with the network, so that no slot of a host's limit
 * is taken while the HTTP client loads: the next request would follow too soon.
 */
function loadOnce(load: () => Promise<Exchange>): Exchange {
  let loaded: Promise<Exchange> | undefined;
  return async (hop, signal) => {
    loaded ??= load();
    const exchange = await abortable(loaded, signal);
    return exchange(hop, signal);
  };
}

/** In place of the network where no request may be sent. */
function offline({ failures }: StackTools): Exchange {
  return async (hop) => failures.unsent(hop, 'OFFLINE', 'this run is offline');
}
