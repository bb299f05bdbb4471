import type { ArrService } from '../arr/request.ts';

/** Both versions of Whisparr say `/api/v3`. */
export const WHISPARR: ArrService = { provider: 'whisparr', api: '/api/v3' };
