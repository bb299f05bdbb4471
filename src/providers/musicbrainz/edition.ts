import type { ResolveHints } from '../port.ts';
import type { MbRelease } from './schema.ts';

/**
 * The release that a release group stands for: as many tracks as there are, of the right year, official, then the
 * earliest. `undefined`: the group has none.
 */
export function chooseEdition(releases: readonly MbRelease[], hints: ResolveHints): MbRelease | undefined {
  const off = (release: MbRelease): readonly number[] => [
    hints.trackCount === undefined || release.trackCount === undefined
      ? 0
      : Math.abs(release.trackCount - hints.trackCount),
    hints.year === undefined || release.date?.startsWith(String(hints.year)) ? 0 : 1,
    release.status === 'Official' ? 0 : 1,
  ];
  return [...releases].sort((a, b) => {
    const [left, right] = [off(a), off(b)];
    const differs = left.findIndex((value, index) => value !== right[index]);
    if (differs >= 0) return (left[differs] ?? 0) - (right[differs] ?? 0);
    return (a.date ?? '9999').localeCompare(b.date ?? '9999') || a.id.localeCompare(b.id);
  })[0];
}
