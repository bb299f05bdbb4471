import type { FsPath, MediaGroup } from '../model/files.ts';
import type { Candidate } from '../model/outcome.ts';
import type { WorkClaim } from '../model/reading.ts';
import type { Comparison } from './distance.ts';

/** Beside a title without a year the running time is the main evidence; beside a year it only tells homonyms apart. */
const WITHOUT_YEAR = 2;
const BESIDE_YEAR = 0.75;
/** Rounding and the 4 % by which films run faster on European television. */
const SAME_FILM = 0.05;
const SAME_CUT = 0.02;
/** Cuts of one film differ by up to this; beyond, it is another film. */
const OTHER_FILM = 0.25;
/** How far off a film is that differs by `SAME_FILM`. */
const AT_SAME_FILM = 0.1;

/** Minutes that each version of a movie lasts: its parts together. Versions with a part of unknown length are left out. */
export function versionMinutes({ files }: MediaGroup, lengths: ReadonlyMap<FsPath, number>): number[] {
  const versions = new Map<string, number | undefined>();
  for (const { role, relativePath, part, versionLabel } of files) {
    if (role !== 'main') continue;
    const key = part === undefined ? relativePath : `part ${versionLabel ?? ''}`;
    const seconds = lengths.get(relativePath);
    const before = versions.has(key) ? versions.get(key) : 0;
    versions.set(key, seconds === undefined || before === undefined ? undefined : before + seconds);
  }
  return [...versions.values()].flatMap((seconds) => (seconds === undefined || seconds <= 0 ? [] : [seconds / 60]));
}

/** The version that is nearest to the candidate's running time. Nothing to compare where one side does not know it. */
export function compareRunningTime(
  minutes: readonly number[],
  { runtime, year }: Candidate,
  claim: WorkClaim,
): Comparison[] {
  const nearest = nearestTo(minutes, runtime);
  if (nearest === undefined || runtime === undefined) return [];
  return [
    {
      name: 'running-time',
      weight: claim.year === undefined || year === undefined ? WITHOUT_YEAR : BESIDE_YEAR,
      off: offBy(Math.abs(nearest - runtime) / runtime),
      detail: `${Math.round(nearest)} min ≠ ${runtime} min`,
    },
  ];
}

/** Whether a version lasts as long as the candidate, so that the running time speaks for it. */
export function isSameLength(minutes: readonly number[], { runtime }: Candidate): boolean {
  const nearest = nearestTo(minutes, runtime);
  return nearest !== undefined && runtime !== undefined && Math.abs(nearest - runtime) / runtime <= SAME_FILM;
}

function nearestTo(minutes: readonly number[], runtime: number | undefined): number | undefined {
  if (runtime === undefined || runtime <= 0) return undefined;
  return minutes.reduce<number | undefined>(
    (best, each) => (best === undefined || Math.abs(each - runtime) < Math.abs(best - runtime) ? each : best),
    undefined,
  );
}

function offBy(apart: number): number {
  if (apart <= SAME_CUT) return 0;
  if (apart <= SAME_FILM) return (AT_SAME_FILM * (apart - SAME_CUT)) / (SAME_FILM - SAME_CUT);
  return Math.min(1, AT_SAME_FILM + ((1 - AT_SAME_FILM) * (apart - SAME_FILM)) / (OTHER_FILM - SAME_FILM));
}
