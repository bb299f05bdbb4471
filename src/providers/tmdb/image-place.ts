import { answerMemo } from '../shared/answer-memo.ts';
import { mapped } from '../shared/answers.ts';
import type { TmdbClient } from './client.ts';

/** What `/configuration` has said since it exists; taken where it does not answer. */
const IMAGE_URL = 'https://image.tmdb.org/t/p';
const FOREVER_MS = 24 * 3600 * 1000;

/**
 * Where pictures lie, without a size: the configured address, else what `/configuration` says, which is asked once a run
 * and never keeps a work from being known.
 */
export function imagePlace(
  client: TmdbClient,
  configured: string | undefined,
): (signal: AbortSignal) => Promise<string> {
  const memo = answerMemo<string>({ limit: 1, keepFailureMs: FOREVER_MS });
  return async (signal) => {
    if (configured !== undefined) return bare(configured);
    const answer = await memo.ask('configuration', signal, async () =>
      mapped(await client.configuration(signal), ({ data }) => data.images.secure_base_url ?? IMAGE_URL),
    );
    return bare(answer.status === 'ok' ? answer.value : IMAGE_URL);
  };
}

function bare(url: string): string {
  return url.replace(/\/+$/, '');
}
