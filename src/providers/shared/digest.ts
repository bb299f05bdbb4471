import { createHash } from 'node:crypto';

/**
 * SHA-256 (16 hex digits) of one element of a list answer, so that a change elsewhere in the list does not make every
 * value look new.
 */
export function digestOf(element: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(element) ?? '')
    .digest('hex')
    .slice(0, 16);
}
