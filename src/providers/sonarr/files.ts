import type { FsPath, MediaGroup } from '../../model/files.ts';
import { filesOf, locatedVideo, remotePath } from '../arr/file.ts';
import type { LocatedFile } from '../port.ts';
import type { SonarrEpisode, SonarrSeries } from './schema.ts';

/**
 * Which of a group's files are which episodes. One file may be several episodes, each of which names it. Files that
 * Sonarr knows and the group does not have are left out.
 */
export function locatedFiles(
  series: SonarrSeries,
  episodes: readonly SonarrEpisode[],
  group: MediaGroup,
  toLocal: (remote: string) => readonly FsPath[],
): readonly LocatedFile[] {
  const here = filesOf(group.files);
  const files = new Map<FsPath, SonarrEpisode[]>();
  for (const episode of episodes) {
    const remote = remotePath(episode.episodeFile, series.path);
    const relativePath = remote === undefined ? undefined : here.at(toLocal(remote));
    if (relativePath === undefined) continue;
    const there = files.get(relativePath);
    if (there === undefined) files.set(relativePath, [episode]);
    else there.push(episode);
  }

  return [...files].flatMap(([relativePath, of]): LocatedFile[] => {
    const [first] = of;
    if (first?.episodeFile === undefined) return [];
    const season = first.seasonNumber;
    const numbers = of.filter((episode) => episode.seasonNumber === season).map((episode) => episode.episodeNumber);
    return [
      { ...locatedVideo('sonarr', first.episodeFile, relativePath), season, episodes: numbers.sort((a, b) => a - b) },
    ];
  });
}
