import { isSecretName } from '../model/credentials.ts';
import { RevengeError } from '../model/errors.ts';
import type { HttpRequest, Pace, ProviderLimits } from './port.ts';
import type { Secrets } from './secrets.ts';
import { addressHint } from './settings.ts';
import type { Hop, Payload } from './wire.ts';

/** For providers that state no limits of their own. */
const DEFAULT_LIMITS: Omit<ProviderLimits, 'provider'> = {
  concurrency: 4,
  intervalMs: 0,
  timeoutMs: 30_000,
  maxBytes: 32 * 1024 * 1024,
  retries: 2,
  rule: 'none stated',
};

/** A hop but for what the caller makes of its answer. */
export type PreparedHop = Omit<Hop, 'cache' | 'judge'>;

/** A provider's request as the first hop on the wire, or why it cannot be sent. Its secrets are learnt on the way. */
export function prepareHop(
  request: HttpRequest,
  stated: ProviderLimits | undefined,
  accept: string,
  secrets: Secrets,
): PreparedHop | RevengeError {
  const rule = stated ?? { provider: request.provider, ...DEFAULT_LIMITS };
  learnFrom(request, secrets);
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    return notAnAddress(request, rule, secrets);
  const headers = headersOf(request, accept, url, secrets);
  url.username = '';
  url.password = '';
  const limits = paced(rule, request.pace ?? rule.pace, url.hostname);
  const payload = payloadOf(request);
  const method = request.method ?? (payload === undefined ? 'GET' : 'POST');
  return {
    provider: request.provider,
    method,
    idempotent: method === 'GET' || request.idempotent === true,
    url,
    secretQuery: request.secretQuery ?? {},
    headers,
    ...(payload === undefined ? {} : { payload }),
    timeoutMs: request.timeoutMs ?? limits.timeoutMs,
    maxBytes: request.maxBytes ?? limits.maxBytes,
    publicOnly: request.publicOnly === true,
    hasSessionToken: request.hasSessionToken === true,
    limits,
  };
}

function notAnAddress({ provider, url }: HttpRequest, limits: ProviderLimits, secrets: Secrets): RevengeError {
  return new RevengeError('HTTP_NETWORK', `${provider}: "${secrets.hide(url)}" is no web address`, {
    hint: addressHint(
      limits,
      (key) => `Check ${key} in the configuration; it begins with http:// or https://.`,
      'It begins with http:// or https://.',
    ),
    context: { provider },
  });
}

/** Names in lower case. The user of the address becomes Basic authorization, where the request has none. */
function headersOf(request: HttpRequest, accept: string, url: URL, secrets: Secrets): Hop['headers'] {
  const given = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const headers = Object.fromEntries([['accept', accept] as const, ...given]);
  if (url.username === '' && url.password === '') return headers;
  const pair = `${decoded(url.username)}:${decoded(url.password)}`;
  headers.authorization ??= `Basic ${Buffer.from(pair).toString('base64')}`;
  secrets.learn(headers.authorization);
  return headers;
}

/** The limits at the configured pace. The pace of a public service can only be made slower. */
function paced(limits: ProviderLimits, pace: Pace | undefined, hostname: string): ProviderLimits {
  if (pace === undefined) return limits;
  const { publicHost } = limits;
  const isPublic = publicHost !== undefined && (hostname === publicHost || hostname.endsWith(`.${publicHost}`));
  const intervalMs = pace.rate === undefined ? limits.intervalMs : 1000 / pace.rate;
  const concurrency = pace.concurrency ?? limits.concurrency;
  if (!isPublic) return { ...limits, intervalMs, concurrency };
  return {
    ...limits,
    intervalMs: Math.max(limits.intervalMs, intervalMs),
    concurrency: Math.min(limits.concurrency, concurrency),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function payloadOf(request: HttpRequest): Payload | undefined {
  if (request.form !== undefined) return { kind: 'form', value: request.form };
  return request.json === undefined ? undefined : { kind: 'json', value: request.json };
}

function learnFrom(request: HttpRequest, secrets: Secrets): void {
  for (const value of Object.values(request.secretQuery ?? {})) secrets.learn(value);
  for (const [name, value] of Object.entries(request.headers ?? {})) if (isSecretName(name)) secrets.learn(value);
  for (const members of [request.form, request.json]) {
    if (typeof members !== 'object' || members === null) continue;
    for (const [name, value] of Object.entries(members)) {
      if (isSecretName(name) && typeof value === 'string') secrets.learn(value);
    }
  }
  if (!URL.canParse(request.url)) return;
  for (const [name, value] of new URL(request.url).searchParams) if (isSecretName(name)) secrets.learn(value);
}
