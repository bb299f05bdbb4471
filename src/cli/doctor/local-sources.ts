import type { ProviderList } from '../../providers/list.ts';
import type { Sources } from '../../providers/port.ts';
import type { Finding } from './check.ts';

/** What is read with the media: which sources are on. */
export function checkLocalSources({ local }: Pick<Sources, 'local'>, providers: ProviderList): readonly Finding[] {
  const all = providers.filter(({ family }) => family === 'local');
  return all.map((provider): Finding => {
    const text = local.some(({ id }) => id === provider.id) ? provider.gives : 'switched off';
    return { part: 'local', well: true, text: `${provider.id}: ${text}` };
  });
}
