const ASCII = /^[\0-\x7f]*$/;

/**
 * Text without case, as Unicode folds it (full case folding): `STRASSE`, `Straße` and `STRAẞE` are one, as are `ΣΊΣΥΦΟΣ` and
 * `Σίσυφος`. Lower-casing alone keeps `ß` and the final sigma apart. Normalised to NFC.
 */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower;
  // Upper-casing expands what has no single capital; a dotless i and the like have no other small letter than their own.
  return lower
    .replace(/[^\0-\x7fı]+/g, (part) => part.toUpperCase().toLowerCase().replaceAll('ς', 'σ'))
    .normalize('NFC');
}
