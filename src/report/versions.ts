import { groupBy } from '../model/group-by.ts';
import type { FileView, ItemView } from '../model/views.ts';
import { mainFiles } from './item-facts.ts';

/** One version of a work: a file, or the parts that it was split into. */
export interface Version {
  readonly files: readonly FileView[];
  readonly bytes: number;
}

/**
 * The versions of an item by edition, each list from the best to the worst. A Director's Cut is no worse version of the
 * theatrical one, and neither is a film in 3D.
 */
export function versionsOf(item: ItemView): readonly (readonly Version[])[] {
  const editions = groupBy(mainFiles(item), ({ edition = '', format3d = '' }) => `${edition}\0${format3d}`);
  return [...editions.values()].map((files) => {
    const versions = groupBy(files, versionKey);
    return [...versions.values()].map(versionOf).sort(byQuality);
  });
}

/** The parts of one version lie in one folder, with one label. */
function versionKey({ part, library, path, versionLabel = '' }: FileView): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return part === undefined ? `${library}\0${path}` : `${library}\0${folder}\0${versionLabel}`;
}

function versionOf(files: readonly FileView[]): Version {
  return { files, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** Pixels, then HDR, then channels, then bytes: the more the better. */
function byQuality(one: Version, other: Version): number {
  const [left, right] = [qualityOf(one), qualityOf(other)];
  const place = left.findIndex((value, index) => value !== right[index]);
  return place < 0 ? 0 : (right[place] ?? 0) - (left[place] ?? 0);
}

function qualityOf({ files, bytes }: Version): readonly number[] {
  const probe = files[0]?.probe;
  const video = probe?.video[0];
  const channels = Math.max(0, ...(probe?.audio ?? []).map((track) => track.channels ?? 0));
  // Steps of 10 %, so that a film cut to its picture is no worse than one with black bars.
  const pixels = Math.round(Math.log((video?.width ?? 0) + 1) / Math.log(1.1));
  return [pixels, video?.hdr === undefined ? 0 : 1, channels, bytes];
}
