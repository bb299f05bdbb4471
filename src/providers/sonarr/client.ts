import { z } from 'zod';
import type { HttpGateway } from '../../http/port.ts';
import { type Answer, ok } from '../../model/answer.ts';
import type { ArrConfig } from '../arr/config.ts';
import { readList } from '../arr/read-list.ts';
import { arrList, arrRequest } from '../arr/request.ts';
import { query } from '../shared/addresses.ts';
import { alwaysThere } from '../shared/answers.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { type SonarrEpisode, type SonarrSeries, sonarrEpisode, sonarrSeries } from './schema.ts';

export interface SeriesList {
  readonly series: readonly SonarrSeries[];
  readonly fetchedAt: string;
}

export interface EpisodeList {
  readonly episodes: readonly SonarrEpisode[];
  readonly fetchedAt: string;
}

export interface SonarrClient {
  /** The whole library in one request, without episodes. A series that cannot be read is warned of and left out. */
  series(signal: AbortSignal): Promise<Answer<SeriesList>>;
  /** Episodes and files of one series, in one request. */
  episodes(series: SonarrSeries, signal: AbortSignal): Promise<Answer<EpisodeList>>;
}

export function sonarrClient(gateway: HttpGateway, config: ArrConfig, warn: WarningCollector): SonarrClient {
  const context = { provider: 'sonarr', config, warn };
  const elements = z.array(z.unknown());
  return {
    async series(signal) {
      const asked = await gateway.json(arrRequest('sonarr', config, 'series'), elements, signal);
      const answer = alwaysThere(asked, arrList('sonarr', config));
      if (answer.status !== 'ok') return answer;
      const series = readList(answer.value.data, sonarrSeries, { ...context, what: 'series' });
      return ok({ series, fetchedAt: answer.value.fetchedAt });
    },

    async episodes(series, signal) {
      const resource = `episode${query({ seriesId: series.id, includeEpisodeFile: 'true' })}`;
      const answer = await gateway.json(arrRequest('sonarr', config, resource), elements, signal);
      if (answer.status !== 'ok') return answer;
      const episodes = readList(answer.value.data, sonarrEpisode, { ...context, what: 'episode' });
      return ok({ episodes, fetchedAt: answer.value.fetchedAt });
    },
  };
}
