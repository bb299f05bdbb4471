import type { NameReading } from '../../model/reading.ts';

/** A file among the others of its folder. */
export interface Sibling {
  /** The folders with a slash behind, or nothing. */
  readonly directory: string;
  readonly stem: string;
  /** With its dot. */
  readonly extension: string;
  /** What the path alone claims. */
  readonly reading: NameReading;
}

/** What is known of the folder that the siblings are in. */
export interface SiblingContext {
  /** The season that the folder says. */
  readonly season?: number;
  /** Reads one path. */
  readonly read: (path: string) => NameReading;
}

/** Rules that took a bare number for an episode: siblings may know better. */
const BARE = /^episode\.(?:dashed|trailing|leading|padded|bracketed|compact|pair|before-tag|range|hash|beyond|of-pack)/;

/** Whether nothing but a bare number, or nothing at all, says which episode this is. */
export function isOpen({ reading }: Sibling): boolean {
  if (reading.date !== undefined || reading.seasons.length > 0) return false;
  const numbered = reading.claims.filter(({ field }) => field === 'episodes' || field === 'absolute');
  return (
    numbered.every(({ rule }) => BARE.test(rule)) &&
    !reading.claims.some(({ rule }) => /^season\.(?!folder)/.test(rule))
  );
}

/** A reading of a name in which the siblings have changed `from` to what it means. */
export function readChanged(
  { directory, stem, extension }: Sibling,
  changed: { readonly start: number; readonly end: number; readonly text: string },
  rule: string,
  read: SiblingContext['read'],
): NameReading {
  const { start, end, text } = changed;
  const before = stem.slice(0, start).replace(/[\s._\-–[(#]+$/, '');
  const behind = stem.slice(end);
  const glue = before === '' ? '' : before.includes(' ') || !/[._]/.test(stem) ? ' ' : '.';
  const reading = read(`${directory}${before}${glue}${text}${behind}${extension}`);
  const original = stem.slice(start, end);
  return {
    ...reading,
    claims: reading.claims.map((claim) =>
      claim.text.toLowerCase() === text.toLowerCase() ? { ...claim, rule, text: original, confidence: 0.9 } : claim,
    ),
  };
}
