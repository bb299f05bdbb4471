import { z } from 'zod';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { ServiceStatus } from '../port.ts';
import { alwaysThere } from '../shared/answers.ts';
import { present } from '../shared/present.ts';
import { text } from '../shared/tolerant.ts';
import type { ArrConfig } from './config.ts';
import type { ArrContext } from './context.ts';
import { type ArrService, arrList, arrRequest } from './request.ts';

/** Either of both may be null; what has neither is another server. */
export const systemStatus = z
  .object({ appName: text, version: text, urlBase: text })
  .refine(({ appName, version }) => appName !== undefined || version !== undefined, 'says neither name nor version');

/** What another server than the wanted one answers with. */
const NOT_THERE = new Set(['HTTP_NOT_JSON', 'HTTP_SCHEMA', 'HTTP_STATUS']);

/**
 * `GET /system/status`: who answers, and its version. Where the configured address is none of an Arr service, the
 * addresses above it and the usual URL base are tried, so that a missing or wrong base is found.
 */
export async function serviceStatus(
  service: ArrService,
  config: ArrConfig,
  context: Pick<ArrContext, 'gateway'>,
  signal: AbortSignal,
): Promise<Answer<ServiceStatus>> {
  let first: Answer<never> | undefined;
  for (const url of addresses(config.url, service.provider)) {
    const asked = await context.gateway.json(
      arrRequest(service, { ...config, url }, 'system/status'),
      systemStatus,
      signal,
    );
    if (asked.status === 'ok') {
      const { appName: name, version, urlBase } = asked.value.data;
      return ok({ ...present({ name, version }), url: withBase(url, urlBase) });
    }
    if (asked.status === 'unavailable' && !NOT_THERE.has(asked.error.code)) return asked;
    first ??= asked;
  }
  return alwaysThere(first ?? NOT_FOUND, { ...arrList(service, config), what: 'status' });
}

/** The configured address, those above it, and the one with the service's name as its base. */
function addresses(configured: string, provider: string): readonly string[] {
  const { origin, pathname } = new URL(configured);
  const parts = pathname.split('/').filter((part) => part !== '');
  const above = parts.map((_, index) => [origin, ...parts.slice(0, parts.length - index)].join('/'));
  return [...new Set([configured.replace(/\/+$/, ''), ...above, origin, `${origin}/${provider}`])];
}

/** A service that has a URL base answers without it too, by a redirect: each request costs two then. */
function withBase(url: string, urlBase: string | undefined): string {
  if (urlBase === undefined) return url;
  const base = urlBase.replace(/^\/*|\/+$/g, '');
  const { origin, pathname } = new URL(url);
  return base === '' || pathname.replace(/^\/+|\/+$/g, '').startsWith(base) ? url : `${origin}/${base}`;
}
