import type { HttpGateway } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import { printable } from '../../model/text.ts';
import type { ArrConfig } from '../arr/config.ts';
import { coversLibrary } from '../arr/covers.ts';
import { pathMapper } from '../arr/path-map.ts';
import type { LibraryManager, Located, LocatedFile } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { present } from '../shared/present.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { type EpisodeList, sonarrClient } from './client.ts';
import { locatedFiles } from './files.ts';
import { type SeriesLibrary, seriesLibrary, seriesOf } from './library.ts';
import { seriesIds, seriesRecord } from './map.ts';
import type { SonarrSeries } from './schema.ts';

/** How long a Sonarr that did not answer is left alone, in milliseconds. */
const KEEP_FAILURE_MS = 30_000;
/** Series whose episodes are kept: a series in two roots is two groups, which come soon after one another. */
const KEPT_SERIES = 32;

/** Sonarr as a library manager: one request for all series, and one for each series that is asked for. */
export function createSonarr(
  config: ArrConfig,
  context: {
    readonly gateway: HttpGateway;
    readonly country: string;
    readonly warn: WarningCollector;
    readonly now?: () => number;
  },
): LibraryManager {
  const toLocal = pathMapper(config.pathMap);
  const client = sonarrClient(context.gateway, config, context.warn);
  const lists = answerMemo<SeriesLibrary>({
    limit: 1,
    keepFailureMs: KEEP_FAILURE_MS,
    ...present({ now: context.now }),
  });
  const episodeLists = answerMemo<EpisodeList>({ limit: KEPT_SERIES });

  const library = (signal: AbortSignal): Promise<Answer<SeriesLibrary>> =>
    lists.ask('list', signal, async () => {
      const answer = await client.series(signal);
      return answer.status === 'ok' ? ok(seriesLibrary(answer.value, config, toLocal)) : answer;
    });

  const located = (
    series: SonarrSeries,
    found: { readonly fetchedAt: string; readonly episodes?: EpisodeList; readonly files: readonly LocatedFile[] },
  ): Located => ({
    ids: seriesIds(series, config),
    record: seriesRecord(series, config, { ...found, country: context.country }),
    files: found.files,
  });

  return {
    id: 'sonarr',
    instance: config.name ?? 'sonarr',
    groups: ['series'],
    covers: (asked) => coversLibrary(config, ['tv', 'auto'], asked),

    async locate(group, signal) {
      if (group.kind !== 'series') return NOT_FOUND;
      const answer = await library(signal);
      if (answer.status !== 'ok') return answer;
      const [series, ...others] = seriesOf(answer.value, group);
      if (series === undefined) return NOT_FOUND;
      if (others.length > 0) {
        context.warn({
          code: 'sonarr.several-series',
          message: `${config.name ?? 'sonarr'}: the files of “${printable(group.key)}” belong to ${others.length + 1} series: ${[series, ...others].map((each) => each.title).join(', ')}`,
          hint: 'Give each series a folder of its own.',
        });
        return NOT_FOUND;
      }
      const episodes = await episodeLists.ask(String(series.id), signal, () => client.episodes(series, signal));
      if (episodes.status !== 'ok') return episodes;
      return ok(
        located(series, {
          fetchedAt: answer.value.fetchedAt,
          episodes: episodes.value,
          files: locatedFiles(series, episodes.value.episodes, group, toLocal),
        }),
      );
    },

    async byId(ids, kind, signal) {
      if (kind !== 'series') return NOT_FOUND;
      const answer = await library(signal);
      if (answer.status !== 'ok') return answer;
      const series = answer.value.byIds(ids);
      return series === undefined ? NOT_FOUND : ok(located(series, { fetchedAt: answer.value.fetchedAt, files: [] }));
    },
  };
}
