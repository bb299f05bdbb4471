import type { MediaGroup } from '../../model/files.ts';
import type { ProviderId } from '../../model/ids.ts';
import { printable } from '../../model/text.ts';
import type { SourceWarning } from '../shared/warning.ts';
import type { ArrConfig } from './config.ts';

/** Says that the files of a group belong to several works, so that none of them can be the group. */
export function severalWorks(
  provider: ProviderId,
  config: ArrConfig,
  group: MediaGroup,
  works: {
    readonly one: string;
    readonly many: string;
    readonly titles: readonly (string | undefined)[];
  },
): SourceWarning {
  const titles = works.titles.map((title) => title ?? 'one without a title').join(', ');
  return {
    code: `${provider}.several-${works.many}`,
    message: `${config.name ?? provider}: the files of “${printable(group.key)}” belong to ${works.titles.length} ${works.many}: ${titles}`,
    hint: `Give each ${works.one} a folder of its own.`,
  };
}
