import { createHash } from 'node:crypto';

/** SHA-256 of bytes, in hex: the identity of what a file holds. */
export function contentDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
