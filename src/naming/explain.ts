import type { AlternativeReading, Claim, ClaimSource, NameReading } from '../model/reading.ts';
import { printable } from '../model/text.ts';

const PLACE: Readonly<Record<ClaimSource, string>> = {
  'file-name': 'file name',
  'folder-name': 'folder',
  'season-folder': 'season folder',
  'show-folder': 'show folder',
  nfo: 'NFO',
  tags: 'tags',
  plexmatch: '.plexmatch',
  probe: 'container',
  person: 'person',
};

/** Which rule claimed which words of the name, and what else the name could mean: one line each, for a person. */
export function explainReading(reading: NameReading): string[] {
  const lines = [`read as ${reading.type}${reading.title === undefined ? '' : ` "${printable(reading.title)}"`}`];
  for (const claim of reading.claims) lines.push(claimLine(claim));
  for (const pin of reading.pins) lines.push(`pin ${pin.kind} ${printable(pin.value)}: ${printable(pin.text)}`);
  for (const other of reading.alternatives) lines.push(alternativeLine(other));
  return lines;
}

function claimLine(claim: Claim): string {
  const sure = `${Math.round(claim.confidence * 100)} %`;
  return `${PLACE[claim.source]}: "${printable(claim.text)}" → ${claim.field} ${printable(String(claim.value))} (${claim.rule}, ${sure})`;
}

function alternativeLine(other: AlternativeReading): string {
  const parts: string[] = [];
  if (other.type !== undefined) parts.push(other.type);
  if (other.title !== undefined) parts.push(other.title === null ? 'no title' : `title "${printable(other.title)}"`);
  if (other.artist !== undefined) parts.push(`artist "${printable(other.artist)}"`);
  if (other.year !== undefined) parts.push(other.year === null ? 'no year' : `year ${other.year}`);
  if (other.season !== undefined) parts.push(other.season === null ? 'no season' : `season ${other.season}`);
  if (other.episodes !== undefined) parts.push(listed('episodes', other.episodes));
  if (other.absolute !== undefined) parts.push(listed('absolute', other.absolute));
  return `or ${Math.round(other.weight * 100)} %: ${parts.join(', ')} (${other.rule})`;
}

function listed(word: string, numbers: readonly number[]): string {
  return numbers.length === 0 ? `no ${word}` : `${word} ${numbers.join(', ')}`;
}
