import { lazy } from './lazy.ts';

/** Loaded with the first digest: it takes 6 ms, and commands that read need none. */
const crypto = lazy(() => process.getBuiltinModule('node:crypto'));

/** Hex digits of a short digest: 64 bits tell the values of one store apart. */
const SHORT = 16;

/** The first `length` hex digits of the SHA-256 of bytes or of a text in UTF-8. */
export function digestOf(data: Uint8Array | string, length = SHORT): string {
  return crypto().hash('sha256', data).slice(0, length);
}

/** The short digest of a value's JSON: of one element of a list answer, so that a change elsewhere in the list does not count. */
export function digestOfJson(value: unknown): string {
  return digestOf(JSON.stringify(value) ?? '');
}

/** The short digest of several texts: another text or another order gives another digest. */
export function digestOfTexts(texts: readonly string[]): string {
  const [only] = texts;
  if (only !== undefined && texts.length === 1) return digestOf(`${only.length}:${only}`);
  const hash = crypto().createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex').slice(0, SHORT);
}

/** SHA-256 of bytes, all 64 hex digits: the identity of what a file holds. */
export function contentDigest(bytes: Uint8Array): string {
  return crypto().hash('sha256', bytes);
}
