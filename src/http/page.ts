import type { HopAnswer } from './wire.ts';

/** Whether an answer is a web page by what it says of itself, or by how it begins. Pages are for people, not for us. */
export function isPage({ headers, bytes }: Pick<HopAnswer, 'headers' | 'bytes'>): boolean {
  if (/\bhtml\b/i.test(headers['content-type'] ?? '')) return true;
  return /^(?:\ufeff)?\s*<(?:!doctype html|html|head|body)\b/i.test(bytes.toString('utf8', 0, 512));
}
