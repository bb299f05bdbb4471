import { compact } from '../../model/compact.ts';
import { ROOT_KIND } from '../../model/kinds.ts';
import type { WorkClaim } from '../../model/reading.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { LocalWork } from '../port.ts';
import { localRecordMaker } from '../shared/local-record.ts';
import type { Plexmatch } from './parse.ts';

/** Written by a person or by Sonarr, but to be found by in Plex: it may be spelt as Plex spells it. */
const CONFIDENCE = 0.6;
const FROM = '.plexmatch';

/** Title and year as a way to read which work the group is. */
export function plexmatchClaims({ title, year }: Plexmatch): WorkClaim[] {
  return title === undefined ? [] : [compact({ title, year, weight: 1, from: FROM })];
}

/** Title and year of the work; undefined where no `.plexmatch` says a title. Its ids are pins, and settle identity. */
export function plexmatchRecord({ group, claims }: LocalWork): SourceRecord | undefined {
  const claim = claims.find(({ from }) => from === FROM);
  if (claim === undefined) return undefined;
  const { title, year } = claim;
  return localRecordMaker(
    group,
    'plexmatch',
    CONFIDENCE,
  )({ kind: ROOT_KIND[group.kind], values: compact({ title, year }) });
}
