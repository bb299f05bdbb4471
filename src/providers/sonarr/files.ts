import type { FsPath, MediaGroup } from '../../model/files.ts';
import { pathIndex } from '../arr/path-index.ts';
import type { LocatedFile } from '../port.ts';
import { present } from '../shared/present.ts';
import type { SonarrEpisode, SonarrSeries } from './schema.ts';

/**
 * Which of a group's files are which episodes. One file may be several episodes, each of which names it. Files that
 * Sonarr knows and the group does not have are left out.
 */
export function locatedFiles(
  series: SonarrSeries,
  episodes: readonly SonarrEpisode[],
  group: MediaGroup,
  toLocal: (remote: string) => FsPath,
): readonly LocatedFile[] {
  const here = pathIndex<string>();
  for (const file of group.files) here.add(file.path, file.relativePath);

  const files = new Map<string, SonarrEpisode[]>();
  for (const episode of episodes) {
    const remote = remotePath(series, episode);
    const relativePath = remote === undefined ? undefined : here.at(toLocal(remote));
    if (relativePath === undefined) continue;
    const there = files.get(relativePath);
    if (there === undefined) files.set(relativePath, [episode]);
    else there.push(episode);
  }

  return [...files].flatMap(([relativePath, of]): LocatedFile[] => {
    const [first] = of;
    if (first === undefined) return [];
    const season = first.seasonNumber;
    const numbers = of.filter((episode) => episode.seasonNumber === season).map((episode) => episode.episodeNumber);
    const { quality, releaseGroup } = first.episodeFile ?? {};
    return [{ relativePath, season, episodes: numbers.sort((a, b) => a - b), ...present({ quality, releaseGroup }) }];
  });
}

function remotePath(series: SonarrSeries, episode: SonarrEpisode): string | undefined {
  const file = episode.episodeFile;
  if (file?.path !== undefined) return file.path;
  return file?.relativePath === undefined || series.path === undefined
    ? undefined
    : `${series.path}/${file.relativePath}`;
}
