import type { LibraryKind } from '../../model/kinds.ts';
import type { NameReading, Pin } from '../../model/reading.ts';
import { titleKey } from '../../model/title-key.ts';
import { withPartInTitle } from '../../naming/part-in-title.ts';
import { readName } from '../../naming/read-name.ts';

/** What a folder's name claims, every claim marked as read from that folder. */
export function readFolder(name: string, kind: LibraryKind, source: 'folder-name' | 'show-folder'): NameReading {
  const reading = withPartInTitle(readName(name, { kind }));
  return {
    ...reading,
    claims: reading.claims.map((claim) => ({ ...claim, source })),
    pins: reading.pins.map((pin) => ({ ...pin, source })),
  };
}

/** Two readings of one work: what the first says holds, the second fills the gaps and adds its titles and claims. */
export function mergeReadings(first: NameReading, second: NameReading): NameReading {
  return {
    ...second,
    ...first,
    alternativeTitles: otherTitles(first.title ?? second.title, [first, second]),
    seasons: orElse(first.seasons, second.seasons),
    episodes: orElse(first.episodes, second.episodes),
    absolute: orElse(first.absolute, second.absolute),
    edition: orElse(first.edition, second.edition),
    audioCodecs: orElse(first.audioCodecs, second.audioCodecs),
    hdr: orElse(first.hdr, second.hdr),
    languages: orElse(first.languages, second.languages),
    subtitleLanguages: orElse(first.subtitleLanguages, second.subtitleLanguages),
    pins: mergePins(first.pins, second.pins),
    claims: [...first.claims, ...second.claims],
    alternatives: orElse(first.alternatives, second.alternatives),
  };
}

/** Titles besides the main one, each once as titles are compared. */
export function otherTitles(title: string | undefined, readings: readonly NameReading[]): string[] {
  const known = new Set(title === undefined ? [] : [titleKey(title)]);
  const titles: string[] = [];
  for (const reading of readings) {
    for (const other of [...(reading.title === undefined ? [] : [reading.title]), ...reading.alternativeTitles]) {
      const key = titleKey(other);
      if (known.has(key)) continue;
      known.add(key);
      titles.push(other);
    }
  }
  return titles;
}

/** Pins of several names, the first ones first, each id once. */
export function mergePins(...lists: readonly (readonly Pin[])[]): Pin[] {
  const pins: Pin[] = [];
  for (const pin of lists.flat()) {
    if (!pins.some((known) => known.kind === pin.kind && known.value === pin.value)) pins.push(pin);
  }
  return pins;
}

function orElse<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  return first.length > 0 ? first : second;
}
