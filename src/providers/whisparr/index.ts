import type { Answer } from '../../model/answer.ts';
import type { ArrConfig } from '../arr/config.ts';
import { type ArrContext, KEEP_FAILURE_MS } from '../arr/context.ts';
import { coversLibrary } from '../arr/covers.ts';
import { serviceStatus } from '../arr/status.ts';
import type { InspectableManager, ServiceStatus } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { mapped } from '../shared/answers.ts';
import { present } from '../shared/present.ts';
import { whisparrMovies } from './movies.ts';
import { WHISPARR } from './service.ts';
import { whisparrSites } from './sites.ts';

/**
 * Whisparr as a library manager. Version 2 has the model of Sonarr and version 3 that of Radarr behind the same address,
 * so its version is asked for first, once a run.
 */
export function createWhisparr(config: ArrConfig, context: ArrContext): InspectableManager {
  const memo = answerMemo<InspectableManager>({
    limit: 1,
    keepFailureMs: KEEP_FAILURE_MS,
    ...present({ now: context.now }),
  });
  const status = (signal: AbortSignal): Promise<Answer<ServiceStatus>> =>
    serviceStatus(WHISPARR, config, context, signal);
  const manager = (signal: AbortSignal): Promise<Answer<InspectableManager>> =>
    memo.ask('version', signal, async () =>
      mapped(await status(signal), ({ version, url }) => {
        const create = majorOf(version) >= 3 ? whisparrMovies : whisparrSites;
        return create({ ...config, url }, context);
      }),
    );
  const through = async <T>(
    signal: AbortSignal,
    ask: (manager: InspectableManager) => Promise<Answer<T>>,
  ): Promise<Answer<T>> => {
    const answer = await manager(signal);
    return answer.status === 'ok' ? ask(answer.value) : answer;
  };

  return {
    id: 'whisparr',
    instance: config.name ?? 'whisparr',
    url: config.url,
    groups: ['movie'],
    covers: (asked) => coversLibrary(config, ['adult'], asked),
    locate: (group, signal) => through(signal, (inner) => inner.locate(group, signal)),
    byId: (ids, kind, signal) => through(signal, (inner) => inner.byId(ids, kind, signal)),
    paths: (signal) => through(signal, (inner) => inner.paths(signal)),
    status,
  };
}

/** `3.0.0.1` → 3. */
function majorOf(version: string | undefined): number {
  return Number.parseInt(version ?? '', 10) || 0;
}
