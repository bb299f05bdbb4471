import { isOpen, readChanged, type Sibling, type SiblingContext } from './sibling.ts';

const BARE_END = /^(.*\d)\s?[-~_]\s?(\d{1,4})$/;

/** A range that overlaps its siblings is none: beside `S01E02` the name `S01E01-12 Friends` is of one episode. */
export function settleRanges(siblings: readonly Sibling[], context: SiblingContext): Sibling[] {
  const firsts = new Set(siblings.map(({ reading }) => `${reading.season ?? ''}x${reading.episodes[0] ?? ''}`));
  return siblings.map((sibling) => {
    const { reading, stem } = sibling;
    const [, ...more] = reading.episodes;
    if (more.length === 0 || isOpen(sibling)) return sibling;
    if (!more.some((episode) => firsts.has(`${reading.season ?? ''}x${episode}`))) return sibling;
    const text = reading.claims.find(({ field, source }) => field === 'episodes' && source === 'file-name')?.text ?? '';
    const first = BARE_END.exec(text)?.[1];
    const start = stem.indexOf(text);
    // `E01-E12` and `E01E12` name both numbers as episodes.
    if (first === undefined || start < 0) return sibling;
    const changed = {
      start,
      end: start + text.length,
      text: `${first} - ${text.slice(first.length).replace(/\D+/, '')}`,
    };
    const single = readChanged(sibling, changed, 'siblings.no-range', context.read);
    return single.episodes.length === 1 ? { ...sibling, reading: single } : sibling;
  });
}
