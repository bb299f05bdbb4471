import type { HttpRequest } from '../../http/port.ts';
import type { ProviderId } from '../../model/ids.ts';
import { apiBase } from '../shared/addresses.ts';
import type { ArrConfig } from './config.ts';

/** Lidarr speaks version 1, the others version 3. */
type ApiVersion = '/api/v1' | '/api/v3';

/** Who is asked, and by which version of its API. */
export interface ArrService {
  readonly provider: ProviderId;
  readonly api: ApiVersion;
}

/** A request to an Arr service; the key goes in a header, so that no address shows it. */
export function arrRequest({ provider, api }: ArrService, config: ArrConfig, resource: string): HttpRequest {
  return {
    provider,
    url: `${apiBase(config.url, api)}/${resource}`,
    headers: { 'X-Api-Key': config.apiKey },
    cache: 'list',
    pace: config,
  };
}

/** What `alwaysThere` says when the list of a library is not. */
export function arrList({ provider }: ArrService, config: ArrConfig) {
  const name = config.name ?? provider;
  const hint = `Check the url of ${name} in the configuration: host, port, and the URL base that is set in its settings; \`revenge doctor\` looks for it.`;
  return { provider, what: 'list of its library', hint };
}
