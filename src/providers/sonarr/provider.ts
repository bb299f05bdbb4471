import { arrSettings, decidingArrSettings } from '../arr/settings.ts';
import { defineProvider } from '../descriptor.ts';
import { sonarrLimits } from './limits.ts';

export const sonarr = defineProvider({
  id: 'sonarr',
  name: 'Sonarr',
  family: 'manager',
  presence: 'instances',
  doc: 'Sonarr knows which series and episode each file is.',
  table: {
    gives: 'series: identity by path, episodes of files, ids, dates, ratings, images; quality and media info of files',
    key: "your server's",
    limits: 'one list a run, and one more request for each series with changed files',
    attribution: 'data of [TheTVDB](https://thetvdb.com)',
  },
  limits: sonarrLimits,
  statedLimits: 'your own server',
  rank: 'manager',
  settings: arrSettings({
    name: 'sonarr',
    url: 'http://localhost:8989',
    library: 'Series',
    folder: '/mnt/media/Series',
    seenAs: '/tv',
  }),
  deciding: (settings) => decidingArrSettings(settings),
  async create(settings, context) {
    const { createSonarr } = await import('./index.ts');
    return { managers: [createSonarr(settings, context)] };
  },
});
