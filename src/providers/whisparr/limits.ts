import { ownServerLimits } from '../arr/own-server.ts';

export const whisparrLimits = ownServerLimits('whisparr', 'https://whisparr.com/docs/api/');
