import type { Chapter } from '../../../model/media.ts';
import type { RawBlock } from '../../tags/raw-block.ts';

/** Chapters in Vorbis comments: `CHAPTER001=00:01:02.500` and `CHAPTER001NAME=Title`. */
export function commentChapters({ entries }: RawBlock): readonly Chapter[] {
  const starts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const [key, [value = '']] of entries) {
    const [, number, isName] = /^CHAPTER(\d{2,4})(NAME)?$/.exec(key) ?? [];
    if (number === undefined) continue;
    const [, hours, minutes, seconds] = /^(\d{1,4}):(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/.exec(value.trim()) ?? [];
    if (isName !== undefined) names.set(number, value);
    else if (hours !== undefined) starts.set(number, Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
  }
  return [...starts]
    .sort(([, one], [, other]) => one - other)
    .map(([number, start]) => {
      const title = names.get(number);
      return title === undefined ? { start } : { start, title };
    });
}
