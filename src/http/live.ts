import { rootCertificates } from 'node:tls';
import got, { type OptionsInit, type Request, type Response } from 'got';
import { ownValue } from '../model/word-table.ts';
import { abortable } from './abort.ts';
import { createAgents } from './agents.ts';
import type { Clock } from './clock.ts';
import type { Failures } from './failures.ts';
import {
  isPrivateAddress,
  isPrivateHost,
  privateAddressError,
  publicLookup,
  refusePrivateBehindProxy,
} from './private-address.ts';
import type { ProxySettings } from './proxy.ts';
import { thrownFailure } from './thrown-failure.ts';
import type { Exchange, Hop, HopAnswer, HopFailure } from './wire.ts';

const CONNECT_MS = 10_000;

export interface LiveOptions {
  readonly userAgent: string;
  /** Origins that are asked at another one: by tests, and to record for an address from a server of one's own. */
  readonly originOverrides: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly failures: Failures;
  readonly proxies: ProxySettings;
  /** Certificate authorities in PEM that are believed beside the usual ones. */
  readonly ca: readonly string[] | undefined;
}

export interface LiveExchange {
  readonly exchange: Exchange;
  /** Breaks whatever is under way and lets go of kept connections. */
  close(): void;
}

/**
 * The network, by got. Policy (redirects, retries, limits) is left to those who call. This module is to be loaded at
 * the first live request only: got takes a tenth of a second to load.
 */
export function createLiveExchange(options: LiveOptions): LiveExchange {
  const { clock, failures } = options;
  const agents = createAgents(options.proxies, options.ca);
  const open = new Set<Request>();
  const instance = got.extend({
    headers: { 'user-agent': options.userAgent },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: true,
    ...(options.ca === undefined ? {} : { https: { certificateAuthority: [...rootCertificates, ...options.ca] } }),
  });

  async function send(hop: Hop, started: number, stream: Request, proxied: boolean): Promise<HopAnswer | HopFailure> {
    let head: Response | undefined;
    stream.once('response', (response: Response) => {
      head = response;
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      size += bytes.length;
      if (size > hop.maxBytes) {
        const what = `answered with more than ${hop.maxBytes} bytes`;
        return failures.failure(hop, 'final', failures.error(hop, 'HTTP_TOO_LARGE', what), clock.now() - started);
      }
      chunks.push(bytes);
    }
    if (head === undefined) throw new Error('the connection closed without an answer');
    const headers = Object.fromEntries(
      Object.entries(head.headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
      ),
    );
    const overridden = Object.hasOwn(options.originOverrides, hop.url.origin);
    // Behind a proxy the address that answers is the proxy's own.
    const fromPublic = overridden || proxied ? !isPrivateHost(hop.url.hostname) : !isPrivateAddress(head.ip ?? '');
    return {
      kind: 'answer',
      hop,
      status: head.statusCode,
      headers,
      bytes: Buffer.concat(chunks, size),
      at: new Date(clock.now()).toISOString(),
      fromPublic,
      tookMs: clock.now() - started,
    };
  }

  return {
    async exchange(hop, signal) {
      const started = clock.now();
      let stream: Request | undefined;
      try {
        const sent = addressOf(hop, options);
        const guarded = hop.publicOnly && sent.origin === hop.url.origin;
        if (guarded && isPrivateHost(hop.url.hostname)) throw privateAddressError();
        const { agent, proxied } = await agents.for({ ...hop, url: sent });
        if (guarded && proxied) await abortable(refusePrivateBehindProxy(hop.url.hostname), signal);
        stream = instance.stream(sent, { ...streamOptions(hop, guarded && !proxied), agent });
        open.add(stream);
        return await abortable(send(hop, started, stream, proxied), signal);
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

/** The address as it goes out: with its secrets, at the origin that stands in for it. */
function addressOf(hop: Hop, options: LiveOptions): URL {
  const url = new URL(hop.url);
  const override = ownValue(options.originOverrides, url.origin);
  const sent = override === undefined ? url : new URL(url.pathname + url.search, override);
  for (const [name, value] of Object.entries(hop.secretQuery)) sent.searchParams.set(name, value);
  return sent;
}

function streamOptions(hop: Hop, checksLookup: boolean): OptionsInit & { isStream?: true } {
  return {
    method: hop.method,
    headers: { ...hop.headers },
    timeout: {
      lookup: Math.min(CONNECT_MS, hop.timeoutMs),
      connect: Math.min(CONNECT_MS, hop.timeoutMs),
      secureConnect: Math.min(CONNECT_MS, hop.timeoutMs),
      response: hop.timeoutMs,
      request: hop.timeoutMs,
    },
    ...(checksLookup ? { dnsLookup: publicLookup } : {}),
    ...(hop.payload?.kind === 'json' ? { json: hop.payload.value } : {}),
    ...(hop.payload?.kind === 'form' ? { form: { ...hop.payload.value } } : {}),
  };
}
