import type { Sources } from '../../providers/port.ts';
import { localSources } from '../../providers/registry.ts';
import type { Finding } from './check.ts';

/** What is read with the media: which sources are on. */
export function checkLocalSources({ local }: Pick<Sources, 'local'>): readonly Finding[] {
  return localSources.map((source): Finding => {
    const text = local.some(({ id }) => id === source.id) ? source.gives : 'switched off';
    return { part: 'local', well: true, text: `${source.id}: ${text}` };
  });
}
