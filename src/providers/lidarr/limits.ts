import { ownServerLimits } from '../arr/own-server.ts';

export const lidarrLimits = ownServerLimits('lidarr', 'https://lidarr.audio/docs/api/');
