import type { MediaGroup } from '../../model/files.ts';
import { ROOT_KIND } from '../../model/kinds.ts';
import type { NfoReading } from '../../model/media.ts';
import type { SourceRecord } from '../../model/records.ts';
import { type LocalPart, localRecordMaker, underSeasons } from '../shared/local-record.ts';

const ROOTS = { movie: 'movie', series: 'tvshow', album: 'album' } as const;
/** Kept by hand or by a manager. */
const CONFIDENCE = 0.9;

/** What the NFO files of a group say, as one tree; undefined where there is none that says anything. */
export function nfoRecord(group: MediaGroup, readings: readonly NfoReading[]): SourceRecord | undefined {
  const make = localRecordMaker(group, 'nfo', CONFIDENCE);
  const root = readings.find((reading) => reading.root === ROOTS[group.kind]);
  const children = group.kind === 'series' ? seriesParts(readings, make) : [];
  const artist = group.kind === 'album' ? readings.find((reading) => reading.root === 'artist') : undefined;
  if (root === undefined && children.length === 0 && artist === undefined) return undefined;
  return make({
    kind: ROOT_KIND[group.kind],
    ...said(root),
    children,
    ...(artist === undefined ? {} : { parent: make({ kind: 'artist', ...said(artist) }) }),
  });
}

function seriesParts(readings: readonly NfoReading[], make: (part: LocalPart) => SourceRecord): SourceRecord[] {
  const episodes = readings.flatMap((reading) => {
    const { root, season, episode } = reading;
    if (root !== 'episodedetails' || season === undefined || episode === undefined) return [];
    return [make({ kind: 'episode', position: { season, episode }, ...said(reading) })];
  });
  const seasons = readings.flatMap((reading) =>
    reading.root === 'season' && reading.season !== undefined
      ? [make({ kind: 'season', position: { season: reading.season }, ...said(reading) })]
      : [],
  );
  const under = underSeasons(episodes, make);
  const joined = seasons.map((season) => {
    const same = under.find(({ position }) => position?.season === season.position?.season);
    return same === undefined ? season : { ...season, children: same.children };
  });
  const rest = under.filter(({ position }) => !seasons.some((season) => season.position?.season === position?.season));
  return [...joined, ...rest];
}

function said(reading: NfoReading | undefined) {
  if (reading === undefined) return { values: {} };
  const { values, ids, credits, images, lockedFields: locked } = reading;
  return { values, ids, credits, locked, images };
}
