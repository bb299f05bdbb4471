import type { RevengeError } from './errors.ts';

/**
 * What came of asking a source. *Could not ask* is never *not found*: each is a value of its own, and only defects of
 * the program are thrown.
 */
export type Answer<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: 'not-found' }
  | { readonly status: 'unavailable'; readonly error: RevengeError };

export const NOT_FOUND: Answer<never> = { status: 'not-found' };

export function ok<T>(value: T): Answer<T> {
  return { status: 'ok', value };
}

export function unavailable(error: RevengeError): Answer<never> {
  return { status: 'unavailable', error };
}
