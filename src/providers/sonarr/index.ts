import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import { worksAbove } from '../arr/above.ts';
import type { ArrConfig } from '../arr/config.ts';
import { type ArrContext, KEEP_FAILURE_MS } from '../arr/context.ts';
import { inspection } from '../arr/inspection.ts';
import { type Loaded, loadList, loadPart } from '../arr/load-list.ts';
import { localPaths } from '../arr/local-paths.ts';
import type { Digested } from '../arr/read-list.ts';
import type { ArrService } from '../arr/request.ts';
import { severalWorks } from '../arr/several.ts';
import { tagLabels } from '../arr/tags.ts';
import type { InspectableManager, Located, LocatedFile } from '../port.ts';
import { query } from '../shared/addresses.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { present } from '../shared/present.ts';
import { locatedFiles } from './files.ts';
import { type SeriesLibrary, seriesLibrary } from './library.ts';
import { seriesIds, seriesRecord } from './map.ts';
import { type SonarrEpisode, type SonarrSeries, sonarrEpisode, sonarrSeries } from './schema.ts';

const SERVICE: ArrService = { provider: 'sonarr', api: '/api/v3' };
/** Series whose episodes are kept: a series in two roots is two groups, which come soon after one another. */
const KEPT_SERIES = 32;

/** Sonarr as a library manager: one request for all series, and one for each series that is asked for. */
export function createSonarr(config: ArrConfig, context: ArrContext): InspectableManager {
  const local = localPaths(config.pathMap, context.roots ?? []);
  const labels = tagLabels(SERVICE, config, context);
  const lists = answerMemo<SeriesLibrary>({
    limit: 1,
    keepFailureMs: KEEP_FAILURE_MS,
    ...present({ now: context.now }),
  });
  const episodeLists = answerMemo<Loaded<SonarrEpisode>>({ limit: KEPT_SERIES });

  const library = (signal: AbortSignal): Promise<Answer<SeriesLibrary>> =>
    lists.ask('list', signal, async () => {
      const resource = `series${query({ includeSeasonImages: 'true' })}`;
      const spec = { resource, schema: sonarrSeries, what: 'series' };
      const answer = await loadList(SERVICE, config, context, spec, signal);
      if (answer.status !== 'ok') return answer;
      await local.prepare(answer.value.elements.flatMap(({ path }) => path ?? []));
      return ok(seriesLibrary(answer.value, config, local, context.warn));
    });

  /** Episodes and files of one series, in one request. */
  const episodesOf = ({ id }: SonarrSeries, signal: AbortSignal): Promise<Answer<Loaded<SonarrEpisode>>> =>
    episodeLists.ask(String(id), signal, () => {
      const resource = `episode${query({ seriesId: id, includeEpisodeFile: 'true', includeImages: 'true' })}`;
      return loadPart(SERVICE, config, context, { resource, schema: sonarrEpisode, what: 'episode' }, signal);
    });

  const located = async (
    series: Digested<SonarrSeries>,
    found: {
      readonly fetchedAt: string;
      readonly episodes?: Loaded<SonarrEpisode>;
      readonly files: readonly LocatedFile[];
    },
    signal: AbortSignal,
  ): Promise<Located> => {
    const tags = await labels(series.tags, signal);
    const record = seriesRecord(series, config, { ...found, country: context.country, tags });
    return { ids: seriesIds(series, config), record, files: found.files };
  };

  return {
    ...inspection(SERVICE, config, context, { libraries: ['tv', 'auto'], local, library }),
    groups: ['series'],

    async locate(group, signal) {
      if (group.kind !== 'series') return NOT_FOUND;
      const answer = await library(signal);
      if (answer.status !== 'ok') return answer;
      const { byFolder, fetchedAt } = answer.value;
      const all = worksAbove(byFolder, group);
      const [series, ...others] = all;
      if (series === undefined) return NOT_FOUND;
      if (others.length > 0) {
        const titles = all.map(({ title }) => title);
        context.warn(severalWorks('sonarr', config, group, { one: 'series', many: 'series', titles }));
        return NOT_FOUND;
      }
      const episodes = await episodesOf(series, signal);
      if (episodes.status !== 'ok') return episodes;
      const files = locatedFiles(series, episodes.value.elements, group, local.of);
      return ok(await located(series, { fetchedAt, episodes: episodes.value, files }, signal));
    },

    async byId(ids, kind, signal) {
      if (kind !== 'series') return NOT_FOUND;
      const answer = await library(signal);
      if (answer.status !== 'ok') return answer;
      const series = answer.value.byIds(ids);
      if (series === undefined) return NOT_FOUND;
      return ok(await located(series, { fetchedAt: answer.value.fetchedAt, files: [] }, signal));
    },
  };
}
