import { join } from 'node:path';
import { type CanonicalRequest, requestHash } from '../canonical.ts';

const LONGEST_SLUG = 100;

/** Where a request is recorded, relative to the directory: the same request always at the same path. */
export function cassettePath(provider: string, request: CanonicalRequest): string {
  const url = new URL(request.url);
  const slug = slugOf(`${url.host}${url.pathname}`).slice(0, LONGEST_SLUG).replace(/-$/, '');
  return join(slugOf(provider), `${request.method}-${slug}-${requestHash(request)}.json`);
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}
