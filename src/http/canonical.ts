import { isSecretName } from '../model/credentials.ts';
import { compareText } from '../util/compare.ts';
import { digestOf } from '../util/digest.ts';
import type { Secrets } from './secrets.ts';
import type { Hop, Payload } from './wire.ts';

/** A request by which it is known: two that ask the same are equal, and no secret stands in it. */
export interface CanonicalRequest {
  readonly method: 'GET' | 'POST';
  /** Query sorted, secrets removed. */
  readonly url: string;
  /** Members sorted, secrets removed; absent where nothing is sent. */
  readonly body?: unknown;
}

/** The canonical form of a request. */
export function canonicalRequest(hop: Hop, secrets: Secrets): CanonicalRequest {
  const request = { method: hop.method, url: canonicalUrl(hop.url, secrets) };
  return hop.payload === undefined ? request : { ...request, body: canonicalBody(hop.payload, secrets) };
}

/** An address fit for logs, errors and recordings: query sorted, secrets removed, no fragment, no user. */
export function canonicalUrl(url: URL, secrets: Secrets): string {
  const bare = new URL(url);
  for (const name of [...bare.searchParams.keys()]) if (isSecretName(name)) bare.searchParams.delete(name);
  bare.searchParams.sort();
  // The host stays: a made-up key such as "radarr" must not change the address that a recording is known by.
  return bare.origin + secrets.hide(bare.pathname + bare.search);
}

/** Eight hex digits that stand for a canonical request. */
export function requestHash(request: CanonicalRequest): string {
  const text = JSON.stringify([request.method, request.url, request.body ?? null]);
  return digestOf(text, 8);
}

function canonicalBody(payload: Payload, secrets: Secrets): unknown {
  // Through JSON and back: what is sent is what JSON makes of the value.
  const sent: unknown = JSON.parse(JSON.stringify(payload.value ?? null));
  return sorted(secrets.hideInJson(sent));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}
