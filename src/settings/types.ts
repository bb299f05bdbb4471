import { z } from 'zod';
import { setting } from './setting.ts';

export const text = z.string().min(1, 'must not be empty');
export const httpUrl = text.refine(isHttpUrl, 'must be an http:// or https:// URL');

/** The settings of a service's address, which a mirror, a proxy or a test can take the place of. */
export function address(url: string) {
  return setting(httpUrl.default(url), { doc: 'Address of the API, or of a mirror.' });
}

/** A key without which the service cannot be used. */
export function key(example: string, doc = 'API key.') {
  return setting(text, { doc, secret: 'value', example });
}

/** How fast a source may be asked; a public service is never asked faster than it allows. */
export const pace = {
  rate: setting(z.number().min(0.001).max(10_000).optional(), {
    doc: 'Requests per second, for a mirror or a server of your own. A public service is never asked faster than it allows.',
    example: 50,
  }),
  concurrency: setting(z.number().int().min(1).max(100).optional(), {
    doc: 'Requests under way at once, for a mirror or a server of your own.',
    example: 8,
  }),
};

function isHttpUrl(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}
