import { arrSettings, decidingArrSettings } from '../arr/settings.ts';
import { defineProvider } from '../descriptor.ts';
import { whisparrLimits } from './limits.ts';

export const whisparr = defineProvider({
  id: 'whisparr',
  name: 'Whisparr',
  family: 'manager',
  presence: 'instances',
  doc: 'Whisparr, for libraries of kind `adult` only. Versions 2 and 3 are recognised by themselves.',
  table: {
    gives: 'libraries of kind `adult`, and these alone',
    key: "your server's",
    limits: 'as Radarr and Sonarr',
    attribution: 'data of ThePornDB, StashDB',
  },
  limits: whisparrLimits,
  statedLimits: 'your own server',
  isAdult: true,
  settings: arrSettings({
    name: 'whisparr',
    url: 'http://localhost:6969',
    library: 'Private',
    folder: '/mnt/media/Private',
    seenAs: '/data',
  }),
  deciding: (settings) => decidingArrSettings(settings),
  async create(settings, context) {
    const { createWhisparr } = await import('./index.ts');
    return { managers: [createWhisparr(settings, context)] };
  },
});
