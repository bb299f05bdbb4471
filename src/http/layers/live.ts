import { rootCertificates } from 'node:tls';
import got, { type Got, type OptionsInit, type Request } from 'got';
import { ownValue } from '../../model/word-table.ts';
import { abortable } from '../../util/abort.ts';
import type { Clock } from '../../util/clock.ts';
import { type Agents, createAgents } from '../agents.ts';
import type { Failures } from '../failures.ts';
import {
  isPrivateAddress,
  isPrivateHost,
  privateAddressError,
  publicLookup,
  refusePrivateBehindProxy,
} from '../private-address.ts';
import type { ProxySettings } from '../proxy.ts';
import { receive } from '../receive.ts';
import { thrownFailure } from '../thrown-failure.ts';
import type { Exchange, Hop } from '../wire.ts';

const CONNECT_MS = 10_000;

export interface LiveSettings {
  readonly userAgent: string;
  /** Origins that are replaced by others: for tests and for making fixtures. */
  readonly originOverrides: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly failures: Failures;
  readonly proxies: ProxySettings;
  /** Certificate authorities in PEM that are trusted beside the usual ones. */
  readonly ca: readonly string[] | undefined;
}

export interface LiveExchange {
  readonly exchange: Exchange;
  /** Aborts open requests and closes kept connections. */
  close(): void;
}

/**
 * The network, by got. Policy (redirects, retries, limits) is left to the other layers. Load this module at the first
 * live request only: got takes a tenth of a second to load.
 */
export function createLiveExchange(settings: LiveSettings): LiveExchange {
  const { clock, failures } = settings;
  const agents = createAgents(settings.proxies, settings.ca);
  const client = createClient(settings);
  const open = new Set<Request>();
  return {
    async exchange(hop, signal) {
      const started = clock.now();
      let stream: Request | undefined;
      try {
        const { url, options, isProxied } = await routeOf(hop, settings, agents, signal);
        stream = client.stream(url, { ...streamOptions(hop), ...options });
        open.add(stream);
        const received = await abortable(receive(stream, hop.maxBytes), signal);
        const tookMs = clock.now() - started;
        if (received.kind === 'too-large') return failures.tooLarge(hop, tookMs);
        const { kind: _, ip, ...answer } = received;
        // Behind a proxy the address that answers is the proxy's own.
        const hidesAddress = isProxied || url.origin !== hop.url.origin;
        const fromPublic = hidesAddress ? !isPrivateHost(hop.url.hostname) : !isPrivateAddress(ip);
        return { kind: 'answer', hop, ...answer, at: new Date(clock.now()).toISOString(), fromPublic, tookMs };
      } catch (thrown) {
        if (signal.aborted) throw thrown;
        return thrownFailure(hop, thrown, failures, clock.now() - started);
      } finally {
        if (stream !== undefined) {
          open.delete(stream);
          // Late errors of a stream that nobody reads any more must not end the process.
          stream.on('error', () => {});
          stream.destroy();
        }
      }
    },
    close() {
      for (const stream of open) stream.destroy(new Error('the gateway was closed'));
      agents.destroy();
    },
  };
}

function createClient({ userAgent, ca }: LiveSettings): Got {
  return got.extend({
    headers: { 'user-agent': userAgent },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: true,
    ...(ca === undefined ? {} : { https: { certificateAuthority: [...rootCertificates, ...ca] } }),
  });
}

interface Route {
  /** The address as it goes out: with its secrets, at the origin that stands in for it. */
  readonly url: URL;
  readonly options: Pick<OptionsInit, 'agent' | 'dnsLookup'>;
  readonly isProxied: boolean;
}

/**
 * Where a request goes, and by which connections. A request for a public address is refused where its host is private,
 * or is checked by the lookup when it connects.
 *
 * @throws an error with the code `PRIVATE_ADDRESS`
 */
async function routeOf(hop: Hop, settings: LiveSettings, agents: Agents, signal: AbortSignal): Promise<Route> {
  const url = addressOf(hop, settings.originOverrides);
  const isGuarded = hop.publicOnly && url.origin === hop.url.origin;
  if (isGuarded && isPrivateHost(hop.url.hostname)) throw privateAddressError();
  const { agent, proxied } = await agents.for({ ...hop, url });
  if (isGuarded && proxied) await abortable(refusePrivateBehindProxy(hop.url.hostname), signal);
  const options = { agent, ...(isGuarded && !proxied ? { dnsLookup: publicLookup } : {}) };
  return { url, options, isProxied: proxied };
}

function addressOf(hop: Hop, overrides: Readonly<Record<string, string>>): URL {
  const override = ownValue(overrides, hop.url.origin);
  const url = override === undefined ? new URL(hop.url) : new URL(hop.url.pathname + hop.url.search, override);
  for (const [name, value] of Object.entries(hop.secretQuery)) url.searchParams.set(name, value);
  return url;
}

function streamOptions(hop: Hop): OptionsInit & { isStream?: true } {
  const connectMs = Math.min(CONNECT_MS, hop.timeoutMs);
  return {
    method: hop.method,
    headers: { ...hop.headers },
    timeout: {
      lookup: connectMs,
      connect: connectMs,
      secureConnect: connectMs,
      response: hop.timeoutMs,
      request: hop.timeoutMs,
    },
    ...(hop.payload?.kind === 'json' ? { json: hop.payload.value } : {}),
    ...(hop.payload?.kind === 'form' ? { form: { ...hop.payload.value } } : {}),
  };
}
