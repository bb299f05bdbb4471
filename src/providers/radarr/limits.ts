import { ownServerLimits } from '../arr/own-server.ts';

export const radarrLimits = ownServerLimits('radarr', 'https://radarr.video/docs/api/');
