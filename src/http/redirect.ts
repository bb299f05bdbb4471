import { isPrivateHost } from './private-address.ts';
import type { Hop, HopAnswer } from './wire.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** What may be said to a host that the request was not meant for. */
const PUBLIC_HEADERS: ReadonlySet<string> = new Set(['accept', 'accept-language']);

export type NextHop =
  | { readonly kind: 'none' }
  | { readonly kind: 'follow'; readonly hop: Hop }
  | { readonly kind: 'refuse'; readonly why: string };

/**
 * Where an answer sends us. Secrets and all headers but the plainest go only to the host they were meant for; a body
 * never goes to another host; a public server cannot send us to a private address.
 */
export function nextHop(answer: HopAnswer): NextHop {
  const { hop } = answer;
  const location = answer.headers.location;
  if (!REDIRECTS.has(answer.status) || location === undefined) return { kind: 'none' };
  if (!URL.canParse(location, hop.url.href)) return { kind: 'refuse', why: 'redirects to what is no address' };
  const url = new URL(location, hop.url);
  url.username = '';
  url.password = '';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { kind: 'refuse', why: `redirects to a ${url.protocol} address` };
  }
  const publicOnly = hop.publicOnly || answer.fromPublic;
  if (publicOnly && isPrivateHost(url.hostname)) {
    return { kind: 'refuse', why: `redirects to the private address ${url.host}` };
  }
  const home = sameHost(hop.url, url);
  const { payload, ...rest } = hop;
  const keepsBody = answer.status === 307 || answer.status === 308;
  if (payload !== undefined && keepsBody && !home) {
    return { kind: 'refuse', why: `redirects what was sent to another host, ${url.host}` };
  }
  return {
    kind: 'follow',
    hop: {
      ...rest,
      url,
      publicOnly,
      method: keepsBody ? hop.method : 'GET',
      ...(payload !== undefined && keepsBody ? { payload } : {}),
      secretQuery: home ? hop.secretQuery : {},
      headers: home ? hop.headers : plainHeaders(hop.headers),
    },
  };
}

/** The same host and port; from http to https of the same name counts as well, the way back does not. */
function sameHost(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true;
  const upgrade = from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
  return upgrade && from.hostname === to.hostname;
}

function plainHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => PUBLIC_HEADERS.has(name)));
}
