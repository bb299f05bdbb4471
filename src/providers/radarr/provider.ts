import { z } from 'zod';
import { setting } from '../../settings/setting.ts';
import { arrSettings, decidingArrSettings } from '../arr/settings.ts';
import { defineProvider } from '../descriptor.ts';
import { radarrLimits } from './limits.ts';

export const radarr = defineProvider({
  id: 'radarr',
  name: 'Radarr',
  family: 'manager',
  presence: 'instances',
  doc: 'Radarr knows which movie each file is. Several instances (HD and 4K) may manage one library.',
  table: {
    gives: 'movies: identity by path, ids, dates, ratings, images; quality, release group and media info of files',
    key: "your server's",
    limits: 'one list a run; with `credits: true` one more request a movie',
    attribution: 'data of TMDb',
  },
  limits: radarrLimits,
  statedLimits: 'your own server',
  rank: 'manager',
  settings: arrSettings({
    name: 'radarr',
    url: 'http://localhost:7878',
    library: 'Movies',
    folder: '/mnt/media/Movies',
    seenAs: '/movies',
  }).extend({
    credits: setting(z.boolean().default(false), {
      doc: 'Fetch cast and crew, with one request per movie. Not needed with TMDb.',
    }),
  }),
  deciding: (settings) => decidingArrSettings(settings, settings.credits),
  async create(settings, context) {
    const { createRadarr } = await import('./index.ts');
    return { managers: [createRadarr(settings, context)] };
  },
});
