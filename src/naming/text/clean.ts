const EDGE_BEFORE = new Set(' \t\n\r\f\v\u00a0._-–—,;:/\\|+)]}】」』）>&~*');
const EDGE_BEHIND = new Set(' \t\n\r\f\v\u00a0_-–—,;:/\\|+([{【「『（<&~*#@=');

/**
 * The words of a name as a person would write them: dots and underscores that stand for blanks are blanks, what hangs
 * over at the ends goes. Dots of initials ("S.H.I.E.L.D.") and of spaced text ("Vol. 1") stay.
 */
export function cleanText(text: string): string {
  let out = text.includes('_') ? text.replaceAll('_', ' ') : text;
  if (out.includes('.')) out = undot(out);
  out = trimEdges(out);
  if (out.includes('  ')) out = out.replace(/ {2,}/g, ' ');
  out = balance(out);
  return trimDots(out);
}

function trimEdges(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && EDGE_BEFORE.has(text.charAt(start))) start++;
  while (end > start && EDGE_BEHIND.has(text.charAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** A trailing dot stays where it belongs to initials or to an abbreviation in spaced text. */
function trimDots(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.endsWith('.')) return trimmed;
  if (/(?:^|[\s.])\p{Lu}\.$/u.test(trimmed) || (/[^.]\.$/.test(trimmed) && trimmed.includes(' '))) return trimmed;
  return trimmed.replace(/\.+$/, '').trimEnd();
}

function undot(text: string): string {
  if (text.includes(' ') && !/[^\s.]\.[^\s.]+\./.test(text)) return text;
  if (!/(?:^|[^A-Za-z\u00c0-\uffff])[A-Za-z\u00c0-\uffff]\./.test(text)) return text.replaceAll('.', ' ');
  let out = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    out += character === '.' && !betweenInitials(text, index) ? ' ' : character;
  }
  return out;
}

/** `S.H.I.E.L.D`: single letters on both sides of the dots. */
function betweenInitials(text: string, index: number): boolean {
  const single = (at: number): boolean =>
    isLetter(text.charCodeAt(at)) && !isLetter(text.charCodeAt(at - 1)) && !isLetter(text.charCodeAt(at + 1));
  if (!single(index - 1)) return false;
  return (index + 1 < text.length && single(index + 1)) || (single(index - 3) && text.charAt(index - 2) === '.');
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code > 0xbf;
}

/** Drops a bracket that is opened and never closed, or closed and never opened, at an end. */
function balance(text: string): string {
  if (/[)\]}]$/.test(text) && !/[([{]/.test(text)) return text.slice(0, -1).trimEnd();
  if (/^[([{]/.test(text) && !/[)\]}]/.test(text)) return text.slice(1).trimStart();
  return text;
}
