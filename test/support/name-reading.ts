import type { NameReading } from '../../src/model/reading.ts';

/** A reading that claims nothing, but for the members given. */
export function nameReading(some: { [K in keyof NameReading]?: NameReading[K] } = {}): NameReading {
  return {
    type: 'unknown',
    alternativeTitles: [],
    seasons: [],
    episodes: [],
    absolute: [],
    edition: [],
    audioCodecs: [],
    hdr: [],
    languages: [],
    subtitleLanguages: [],
    proper: false,
    repack: false,
    pins: [],
    claims: [],
    alternatives: [],
    ...some,
  };
}
