import { compact } from '../../model/compact.ts';
import type { GroupFile } from '../../model/files.ts';
import type { NameReading, Pin } from '../../model/reading.ts';
import { titleKey } from '../../model/title-key.ts';
import { readPins } from '../../naming/pins.ts';
import { mergePins, otherTitles } from './readings.ts';

/**
 * What a series' names claim: the show folder first, then what its episodes' names agree on. Ids in episode names count
 * only where the folder has none and they agree, because an id there may be the episode's.
 */
export function seriesReading(
  folder: NameReading | undefined,
  folderName: string,
  files: readonly GroupFile[],
): { readonly reading: NameReading; readonly pins: readonly Pin[] } {
  const readings = files.flatMap(({ role, reading }) => (role === 'main' && reading !== undefined ? [reading] : []));
  const folderPins = readPins(folderName, 'show-folder');
  const pins = folderPins.length > 0 ? folderPins : agreedPins(readings);
  const title =
    folder?.title ??
    mostCommon(
      readings.flatMap((reading) => reading.title ?? []),
      titleKey,
    );
  const year = folder?.year ?? agreedYear(readings);
  const reading: NameReading = {
    type: 'episode',
    ...compact({ title, year }),
    alternativeTitles: otherTitles(title, [...(folder === undefined ? [] : [folder]), ...readings]).slice(0, 5),
    seasons: [...new Set(readings.flatMap(({ season }) => season ?? []))].sort((one, other) => one - other),
    episodes: [],
    absolute: [],
    edition: [],
    audioCodecs: [],
    hdr: [],
    languages: folder?.languages ?? [],
    subtitleLanguages: folder?.subtitleLanguages ?? [],
    proper: false,
    repack: false,
    pins,
    claims: folder?.claims ?? readings[0]?.claims ?? [],
    alternatives: folder?.alternatives ?? [],
  };
  return { reading, pins };
}

/** The year that most episodes name. A single episode may name the year of its story or broadcast instead. */
function agreedYear(readings: readonly NameReading[]): number | undefined {
  const named = readings.flatMap(({ year }) => year ?? []);
  const [year] = named;
  return named.length * 2 > readings.length && named.every((other) => other === year) ? year : undefined;
}

function agreedPins(readings: readonly NameReading[]): Pin[] {
  const pins = mergePins(...readings.map((reading) => reading.pins));
  return pins.filter((pin) => !pins.some((other) => other.kind === pin.kind && other.value !== pin.value));
}

function mostCommon(values: readonly string[], keyOf: (value: string) => string): string | undefined {
  const counts = new Map<string, { value: string; count: number }>();
  let best: { value: string; count: number } | undefined;
  for (const value of values) {
    const known = counts.get(keyOf(value)) ?? { value, count: 0 };
    known.count++;
    counts.set(keyOf(value), known);
    if (best === undefined || known.count > best.count) best = known;
  }
  return best?.value;
}
