import type { HttpGateway } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { MediaGroup } from '../../model/files.ts';
import { printable } from '../../model/text.ts';
import type { ArrConfig } from '../arr/config.ts';
import { coversLibrary } from '../arr/covers.ts';
import { pathIndex } from '../arr/path-index.ts';
import { pathMapper } from '../arr/path-map.ts';
import type { LibraryManager, Located, LocatedFile } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { present } from '../shared/present.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { loadMovies } from './client.ts';
import { filePath, type MovieLibrary, movieLibrary, moviesOf } from './library.ts';
import { movieIds, movieRecord } from './map.ts';
import type { RadarrMovie } from './schema.ts';

/** How long a Radarr that did not answer is left alone, in milliseconds. */
const KEEP_FAILURE_MS = 30_000;

/** Radarr as a library manager: one request for all movies, however many there are. */
export function createRadarr(
  config: ArrConfig,
  context: {
    readonly gateway: HttpGateway;
    readonly country: string;
    readonly warn: WarningCollector;
    readonly now?: () => number;
  },
): LibraryManager {
  const toLocal = pathMapper(config.pathMap);
  const memo = answerMemo<MovieLibrary>({ limit: 1, keepFailureMs: KEEP_FAILURE_MS, ...present({ now: context.now }) });

  const library = (signal: AbortSignal): Promise<Answer<MovieLibrary>> =>
    memo.ask('list', signal, async () => {
      const answer = await loadMovies(context.gateway, config, context.warn, signal);
      return answer.status === 'ok' ? ok(movieLibrary(answer.value, config, toLocal)) : answer;
    });

  const located = (movie: RadarrMovie, fetchedAt: string, files: readonly LocatedFile[]): Located => ({
    ids: movieIds(movie, config),
    record: movieRecord(movie, config, { fetchedAt, country: context.country }),
    files,
  });

  /** The one file that Radarr keeps of a movie, where the group has it. */
  const fileOf = (movie: RadarrMovie, group: MediaGroup): readonly LocatedFile[] => {
    const path = filePath(movie);
    if (path === undefined) return [];
    const files = pathIndex<string>();
    for (const file of group.files) files.add(file.path, file.relativePath);
    const relativePath = files.at(toLocal(path));
    const { quality, edition, releaseGroup } = movie.movieFile ?? {};
    return relativePath === undefined ? [] : [{ relativePath, ...present({ quality, edition, releaseGroup }) }];
  };

  return {
    id: 'radarr',
    instance: config.name ?? 'radarr',
    groups: ['movie'],
    covers: (asked) => coversLibrary(config, ['movies', 'auto'], asked),

    async locate(group, signal) {
      if (group.kind !== 'movie') return NOT_FOUND;
      const answer = await library(signal);
      if (answer.status !== 'ok') return answer;
      const [movie, ...others] = moviesOf(answer.value, group);
      if (movie === undefined) return NOT_FOUND;
      if (others.length > 0) {
        context.warn({
          code: 'radarr.several-movies',
          message: `${config.name ?? 'radarr'}: the files of “${printable(group.key)}” belong to ${others.length + 1} movies: ${[movie, ...others].map((each) => each.title).join(', ')}`,
          hint: 'Give each movie a folder of its own.',
        });
        return NOT_FOUND;
      }
      return ok(located(movie, answer.value.fetchedAt, fileOf(movie, group)));
    },

    async byId(ids, kind, signal) {
      if (kind !== 'movie') return NOT_FOUND;
      const answer = await library(signal);
      if (answer.status !== 'ok') return answer;
      const movie = answer.value.byIds(ids);
      return movie === undefined ? NOT_FOUND : ok(located(movie, answer.value.fetchedAt, []));
    },
  };
}
