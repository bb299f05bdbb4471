import type { ExternalIdKind } from '../../model/ids.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id in its proper form, or undefined where it cannot be one: `0`, `-1`, another site's. */
export function validId(kind: ExternalIdKind, text: string): string | undefined {
  const value = text.trim();
  if (kind === 'imdb') {
    const digits = /^(?:tt)?(\d{6,9})$/i.exec(value)?.[1];
    return digits === undefined || Number(digits) === 0 ? undefined : `tt${digits.padStart(7, '0')}`;
  }
  if (kind === 'wikidata') return /^Q\d{1,10}$/i.test(value) ? value.toUpperCase() : undefined;
  if (kind.startsWith('musicbrainz')) return UUID.test(value.toLowerCase()) ? value.toLowerCase() : undefined;
  return /^[1-9]\d{0,9}$/.test(value) ? value : undefined;
}
