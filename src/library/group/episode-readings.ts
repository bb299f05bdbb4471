import { compact } from '../../model/compact.ts';
import type { Library } from '../../model/files.ts';
import type { NameReading } from '../../model/reading.ts';
import { readName } from '../../naming/read-name.ts';
import { readSiblings } from '../../naming/siblings/read-siblings.ts';
import type { NamedFile } from './folder-node.ts';

/**
 * Readings of the episodes of one folder, read jointly from their paths or bare names. A season that only the folder says
 * is added.
 */
export function readEpisodes(
  files: readonly NamedFile[],
  pathOf: (file: NamedFile) => string,
  { kind }: Library,
  season?: number,
): ReadonlyMap<NamedFile, NameReading> {
  const read = (path: string): NameReading => {
    const reading = readName(path, { kind });
    const needsSeason = reading.season === undefined && season !== undefined && reading.date === undefined;
    return needsSeason ? { ...reading, season } : reading;
  };
  const siblings = files.map((file) => {
    const path = pathOf(file);
    const directory = path.slice(0, path.length - file.name.length);
    return { file, directory, stem: file.stem, extension: file.name.slice(file.stem.length), reading: read(path) };
  });
  const readings = readSiblings(siblings, { read, ...compact({ season }) });
  return new Map(siblings.map(({ file, reading }, index) => [file, readings[index] ?? reading]));
}
