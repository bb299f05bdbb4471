import { createSecrets, isDistinctive } from './secrets.ts';
import type { HopAnswer } from './wire.ts';

/**
 * Hides configured secrets in answers before anybody reads them: a service that echoes its key (in a link, an error, a
 * description) must not bring it into the store, the cache or a recording. Only configured secrets count, because a token
 * that a service has just given out is needed. Pictures are passed on as they are.
 */
export function createEchoFilter(configured: readonly string[]): (answer: HopAnswer) => HopAnswer {
  const secrets = createSecrets();
  for (const secret of configured) if (isDistinctive(secret)) secrets.learn(secret);
  return (answer) => {
    const { etag, ...headers } = answer.headers;
    // A validator with a hidden part would match nothing.
    const kept = etag === undefined || secrets.hideValues(etag) !== etag ? headers : answer.headers;
    if (/^(?:image|video|audio|font)\//i.test(answer.headers['content-type'] ?? ''))
      return { ...answer, headers: kept };
    return { ...answer, headers: kept, bytes: secrets.hideInBytes(answer.bytes) };
  };
}
