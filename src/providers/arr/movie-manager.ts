import type { z } from 'zod';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { FsPath, MediaGroup } from '../../model/files.ts';
import type { ExternalIdKind, ExternalIds } from '../../model/ids.ts';
import type { LibraryKind } from '../../model/kinds.ts';
import type { Credit, SourceRecord } from '../../model/records.ts';
import type { InspectableManager, Located, LocatedFile } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { present } from '../shared/present.ts';
import type { ArrConfig } from './config.ts';
import { type ArrContext, KEEP_FAILURE_MS } from './context.ts';
import { filesOf, locatedVideo, remotePath } from './file.ts';
import { inspection } from './inspection.ts';
import { loadList } from './load-list.ts';
import { localPaths } from './local-paths.ts';
import type { ArrMovie } from './movie.ts';
import { type MovieLibrary, movieLibrary, moviesOf } from './movie-library.ts';
import type { Digested } from './read-list.ts';
import type { ArrService } from './request.ts';
import { severalWorks } from './several.ts';
import { tagLabels } from './tags.ts';

/** When it was asked, and what its answer does not say of itself. */
export interface RecordContext {
  readonly fetchedAt: string;
  readonly country: string;
  /** Labels of its tags. */
  readonly tags: readonly string[];
}

/** One kind of service that keeps movies: how it is asked, and what its movies are in the domain's terms. */
export interface MovieService<M extends ArrMovie> extends ArrService {
  /** Kinds of libraries that it is in charge of unless the configuration names some. */
  readonly libraries: readonly LibraryKind[];
  readonly schema: z.ZodType<M>;
  /** By which ids a movie is looked up, the surest first. */
  readonly idOrder: readonly ExternalIdKind[];
  ids(movie: M, config: ArrConfig): ExternalIds;
  record(movie: Digested<M>, config: ArrConfig, context: RecordContext): SourceRecord;
  /** Where cast and crew are wanted and have to be asked for by themselves. */
  readonly credits?: (movie: M, signal: AbortSignal) => Promise<readonly Credit[]>;
}

/** A library manager over the model of Radarr: one request for all movies, however many there are, and one for labels. */
export function movieManager<M extends ArrMovie>(
  service: MovieService<M>,
  config: ArrConfig,
  context: ArrContext,
): InspectableManager {
  const { provider } = service;
  const local = localPaths(config.pathMap, context.roots ?? []);
  const memo = answerMemo<MovieLibrary<Digested<M>>>({
    limit: 1,
    keepFailureMs: KEEP_FAILURE_MS,
    ...present({ now: context.now }),
  });
  const labels = tagLabels(service, config, context);

  const library = (signal: AbortSignal): Promise<Answer<MovieLibrary<Digested<M>>>> =>
    memo.ask('list', signal, async () => {
      const spec = { resource: 'movie', schema: service.schema, what: 'movie' };
      const answer = await loadList(service, config, context, spec, signal);
      const idsOf = (movie: M) => service.ids(movie, config);
      if (answer.status !== 'ok') return answer;
      await local.prepare(answer.value.elements.flatMap(({ path }) => path ?? []));
      const { warn } = context;
      return ok(movieLibrary(answer.value, local, { provider, config, warn }, idsOf, service.idOrder));
    });

  const located = async (
    movie: Digested<M>,
    fetchedAt: string,
    files: readonly LocatedFile[],
    signal: AbortSignal,
  ): Promise<Located> => {
    const tags = await labels(movie.tags, signal);
    const record = service.record(movie, config, { fetchedAt, country: context.country, tags });
    const credits = (await service.credits?.(movie, signal)) ?? record.credits;
    return { ids: service.ids(movie, config), record: { ...record, credits }, files };
  };

  /** The one file that the service keeps of a movie, where the group has it. */
  const fileOf = (movie: M, group: MediaGroup): readonly LocatedFile[] => {
    const { movieFile } = movie;
    const remote = remotePath(movieFile, movie.path);
    const path: FsPath | undefined = remote === undefined ? undefined : filesOf(group.files).at(local.of(remote));
    return movieFile === undefined || path === undefined ? [] : [locatedVideo(provider, movieFile, path)];
  };

  return {
    ...inspection(service, config, context, { libraries: service.libraries, local, library }),
    groups: ['movie'],

    async locate(group, signal) {
      if (group.kind !== 'movie') return NOT_FOUND;
      const answer = await library(signal);
      if (answer.status !== 'ok') return answer;
      const movies = moviesOf(answer.value, group);
      const [movie, ...others] = movies;
      if (movie === undefined) return NOT_FOUND;
      if (others.length > 0) {
        const titles = movies.map(({ title }) => title);
        context.warn(severalWorks(provider, config, group, { one: 'movie', many: 'movies', titles }));
        return NOT_FOUND;
      }
      return ok(await located(movie, answer.value.fetchedAt, fileOf(movie, group), signal));
    },

    async byId(ids, kind, signal) {
      if (kind !== 'movie') return NOT_FOUND;
      const answer = await library(signal);
      if (answer.status !== 'ok') return answer;
      const movie = answer.value.byIds(ids);
      return movie === undefined ? NOT_FOUND : ok(await located(movie, answer.value.fetchedAt, [], signal));
    },
  };
}
