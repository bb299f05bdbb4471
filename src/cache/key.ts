import { compareText } from '../util/compare.ts';
import { digestOf } from '../util/digest.ts';
import type { CacheKind } from './port.ts';

/** Grows when the form of entries or the meaning of keys changes: old ones are then simply not found. */
const VERSION = 'v1';

/** What tells one question from another. */
export interface KeyParts {
  readonly provider: string;
  readonly kind: CacheKind;
  readonly method: string;
  /** Address without secrets, its query sorted. */
  readonly url: string;
  readonly body?: unknown;
  /** Headers that change the answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Tells apart services that bear the same address on different machines; empty where the address says it all. */
  readonly owner: string;
}

/**
 * `v1:provider:kind:hash`. An Arr's address (`http://radarr:7878`) means another service on another machine, so the key
 * it is asked with goes into the hash, from which it cannot be read.
 */
export function cacheKey(parts: KeyParts): string {
  const { provider, kind, method, url, body, headers, owner } = parts;
  const vary = Object.entries(headers).sort(([a], [b]) => compareText(a, b));
  const text = JSON.stringify([method, url, body ?? null, vary, owner]);
  const hash = digestOf(text, 32);
  return `${VERSION}:${provider}:${kind}:${hash}`;
}

/** Provider and kind of a key; undefined where it is none of ours. */
export function partsOfKey(key: string): { readonly provider: string; readonly kind: string } | undefined {
  const [version, provider, kind, hash] = key.split(':');
  if (version !== VERSION || provider === undefined || kind === undefined || hash === undefined) return undefined;
  return { provider, kind };
}
