import { arrSettings, decidingArrSettings } from '../arr/settings.ts';
import { defineProvider } from '../descriptor.ts';
import { lidarrLimits } from './limits.ts';

export const lidarr = defineProvider({
  id: 'lidarr',
  name: 'Lidarr',
  family: 'manager',
  presence: 'instances',
  doc: 'Lidarr knows which album each folder is.',
  table: {
    gives: 'albums, editions and tracks by path, artists, covers',
    key: "your server's",
    limits: 'one list a run; more for each artist with changed files',
    attribution: 'data of MusicBrainz',
  },
  limits: lidarrLimits,
  statedLimits: 'your own server',
  rank: 'manager',
  settings: arrSettings({
    name: 'lidarr',
    url: 'http://localhost:8686',
    library: 'Music',
    folder: '/mnt/media/Music',
    seenAs: '/music',
  }),
  deciding: (settings) => decidingArrSettings(settings),
  async create(settings, context) {
    const { createLidarr } = await import('./index.ts');
    return { managers: [createLidarr(settings, context)] };
  },
});
