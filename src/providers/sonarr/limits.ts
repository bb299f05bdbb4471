import { ownServerLimits } from '../arr/own-server.ts';

export const sonarrLimits = ownServerLimits('sonarr', 'https://sonarr.tv/docs/api/');
