import type { HttpRequest } from '../../http/port.ts';
import type { ProviderId } from '../../model/ids.ts';
import { apiBase } from '../shared/addresses.ts';
import type { ArrConfig } from './config.ts';

/** A request to an Arr service; the key goes in a header, so that no address shows it. */
export function arrRequest(provider: ProviderId, config: ArrConfig, resource: string): HttpRequest {
  return {
    provider,
    url: `${apiBase(config.url, '/api/v3')}/${resource}`,
    headers: { 'X-Api-Key': config.apiKey },
    cache: 'list',
  };
}

/** What `alwaysThere` says when the list of a library is not. */
export function arrList(provider: ProviderId, config: ArrConfig) {
  const name = config.name ?? provider;
  const hint = `Check the url of ${name} in the configuration: host, port, and the URL base that is set in its settings.`;
  return { provider, what: 'list of its library', hint };
}
