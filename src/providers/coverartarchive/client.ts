import type { z } from 'zod';
import type { HttpGateway, JsonBody } from '../../http/port.ts';
import type { Answer } from '../../model/answer.ts';
import type { Telling } from '../shared/telling.ts';
import { coverIndex } from './schema.ts';

/** The index of a release's pictures. The archive answers with a redirect to another host; 404 means that it has none. */
export function coverArtIndex(
  gateway: HttpGateway,
  base: string,
  release: string,
  told: Telling,
  signal: AbortSignal,
): Promise<Answer<JsonBody<z.output<typeof coverIndex>>>> {
  const url = `${base}/release/${release}`;
  return gateway.json({ provider: 'coverartarchive', url, cache: 'artwork' }, told(coverIndex), signal);
}
