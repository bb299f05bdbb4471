import type { ResolveHints } from '../port.ts';
import { tracksOf } from './map/parts.ts';
import type { MbRelease } from './schema.ts';

/** Rips differ by some seconds in length; on average less than this is the same (seconds). */
const SAME_LENGTH = 3;

/**
 * The release that a release group stands for. What counts, in this order: barcode and catalogue number as they are in the
 * tags, as many tracks and discs as there are, of the same lengths, on the same medium, of the right date and year, of the
 * configured country, official, then the earliest. `undefined`: the group has none.
 */
export function chooseEdition(
  releases: readonly MbRelease[],
  hints: ResolveHints,
  country?: string,
): MbRelease | undefined {
  const ranked = releases.map((release) => ({ release, off: offOf(release, hints, country) }));
  ranked.sort((a, b) => {
    const differs = a.off.findIndex((value, index) => value !== b.off[index]);
    if (differs >= 0) return (a.off[differs] ?? 0) - (b.off[differs] ?? 0);
    const [one, other] = [a.release, b.release];
    return (one.date ?? '9999').localeCompare(other.date ?? '9999') || one.id.localeCompare(other.id);
  });
  return ranked[0]?.release;
}

/** How far a release is off, aspect by aspect; what is not known on either side is no difference. */
function offOf(release: MbRelease, hints: ResolveHints, country: string | undefined): readonly number[] {
  const { media } = release;
  const formats = media.flatMap(({ format }) => format ?? []);
  return [
    unlike(digits(hints.barcode), [digits(release.barcode)]),
    unlike(plain(hints.catalogNumber), release.catalogNumbers.map(plain)),
    apart(hints.trackCount, release.trackCount),
    apart(hints.discCount, media.length === 0 ? undefined : media.length),
    lengthsApart(release, hints.durations),
    hints.media === undefined || formats.some((format) => sameMedium(format, hints.media)) ? 0 : 1,
    dateApart(release.date, hints.date),
    hints.year === undefined || release.date?.startsWith(String(hints.year)) ? 0 : 1,
    unlike(country, [release.country]),
    release.status === 'Official' ? 0 : 1,
  ];
}

/** The date itself 0, one that says less of the same 1, another 2. */
function dateApart(given: string | undefined, wanted: string | undefined): number {
  if (wanted === undefined || given?.startsWith(wanted)) return 0;
  return given !== undefined && wanted.startsWith(given) ? 1 : 2;
}

function unlike(wanted: string | undefined, given: readonly (string | undefined)[]): number {
  return wanted === undefined || given.includes(wanted) ? 0 : 1;
}

function apart(wanted: number | undefined, given: number | undefined): number {
  return wanted === undefined || given === undefined ? 0 : Math.abs(wanted - given);
}

/** Seconds by which the tracks differ on average; 0 where the lengths are not known or as good as the same. */
function lengthsApart(release: MbRelease, durations: readonly number[] | undefined): number {
  const lengths = tracksOf(release).map(({ track }) => track.length ?? track.recording?.length);
  if (durations === undefined || durations.length !== lengths.length || durations.length === 0) return 0;
  const known = lengths.flatMap((length, index) =>
    length === undefined ? [] : [Math.abs(length / 1000 - (durations[index] ?? 0))],
  );
  const mean = known.reduce((sum, each) => sum + each, 0) / Math.max(1, known.length);
  return mean <= SAME_LENGTH ? 0 : Math.round(mean);
}

/** `CD` is any CD, `WEB` what MusicBrainz calls digital media. */
function sameMedium(format: string, wanted: string | undefined): boolean {
  const [one, other] = [format.toLowerCase(), (wanted ?? '').toLowerCase().replace(/^web$/, 'digital media')];
  return one.includes(other) || other.includes(one);
}

function digits(text: string | undefined): string | undefined {
  const bare = text?.replace(/\D/g, '').replace(/^0+/, '');
  return bare === '' ? undefined : bare;
}

function plain(text: string | undefined): string | undefined {
  const bare = text?.toLowerCase().replace(/[^a-z0-9]/g, '');
  return bare === '' ? undefined : bare;
}
