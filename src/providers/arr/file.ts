import { z } from 'zod';
import type { FsPath, GroupFile } from '../../model/files.ts';
import type { ProviderId } from '../../model/ids.ts';
import type { ManagedFile } from '../../model/media.ts';
import type { LocatedFile } from '../port.ts';
import { present } from '../shared/present.ts';
import { list, positive, rawText, text, time } from '../shared/tolerant.ts';
import { arrMediaInfo, probeOf } from './media-info.ts';
import { type PathIndex, pathIndex } from './path-index.ts';
import { arrLanguage, arrQuality } from './values.ts';

/** `movieFile` and `episodeFile`: a video file that a service has imported. */
export const arrFile = z.object({
  path: rawText,
  relativePath: rawText,
  size: positive,
  dateAdded: time,
  sceneName: rawText,
  edition: text,
  releaseGroup: text,
  quality: arrQuality,
  languages: list(arrLanguage),
  mediaInfo: arrMediaInfo,
});

export type ArrFile = z.output<typeof arrFile>;

/** What a service says of a file beside its place. */
export function managedFile(
  provider: ProviderId,
  file: Pick<ArrFile, 'quality' | 'releaseGroup' | 'dateAdded' | 'sceneName'> &
    Partial<Pick<ArrFile, 'edition' | 'languages'>>,
): ManagedFile {
  const { quality, releaseGroup, edition, sceneName, dateAdded: added, languages = [] } = file;
  const known = [...new Set(languages.flatMap((language) => language ?? []))];
  return { provider, ...present({ quality, releaseGroup, edition, sceneName, added, languages: known }) };
}

/** A file of a group that the service knows, with what it found in it. */
export function locatedVideo(
  provider: ProviderId,
  file: ArrFile,
  relativePath: FsPath,
): Pick<LocatedFile, 'relativePath' | 'managed' | 'probe' | 'size'> {
  const { size } = file;
  const probe = size === undefined ? undefined : probeOf(file.mediaInfo, { path: relativePath, size });
  return { relativePath, managed: managedFile(provider, file), ...present({ probe, size }) };
}

/** A group's files by their paths. */
export function filesOf(files: readonly GroupFile[]): PathIndex<FsPath> {
  const index = pathIndex<FsPath>();
  for (const file of files) index.add(file.path, file.relativePath);
  return index;
}

/** Where a file lies, in the service's own view; `folder` is that of its work. */
export function remotePath(
  file: { readonly path?: string | undefined; readonly relativePath?: string | undefined } | undefined,
  folder: string | undefined,
): string | undefined {
  if (file?.path !== undefined) return file.path;
  return file?.relativePath === undefined || folder === undefined ? undefined : `${folder}/${file.relativePath}`;
}
