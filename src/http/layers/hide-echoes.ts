import { createSecrets, isDistinctive } from '../secrets.ts';
import type { Exchange, HopAnswer } from '../wire.ts';

export interface HideEchoesSettings {
  readonly configuredSecrets: readonly string[];
}

/** Bodies that are passed on as they are. */
const MEDIA_TYPE = /^(?:image|video|audio|font)\//i;

/**
 * Hides configured secrets in answers before they are read: a service that echoes its key (in a link, an error, a
 * description) must not bring the key into the store, the cache or a recording. Only configured secrets are hidden,
 * because the caller needs a token that the service has just given out.
 */
export function hideEchoes({ configuredSecrets }: HideEchoesSettings, inner: Exchange): Exchange {
  const secrets = createSecrets();
  for (const secret of configuredSecrets) if (isDistinctive(secret)) secrets.learn(secret);
  return async (hop, signal) => {
    const result = await inner(hop, signal);
    return result.kind === 'failure' ? result : hidden(result);
  };

  function hidden(answer: HopAnswer): HopAnswer {
    const { etag, ...rest } = answer.headers;
    // A validator with a hidden part would match nothing.
    const headers = etag === undefined || secrets.hideValues(etag) !== etag ? rest : answer.headers;
    if (MEDIA_TYPE.test(headers['content-type'] ?? '')) return { ...answer, headers };
    return { ...answer, headers, bytes: secrets.hideInBytes(answer.bytes) };
  }
}
