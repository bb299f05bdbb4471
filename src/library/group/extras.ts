import type { ExtraType } from '../../model/reading.ts';
import { wordTable } from '../../model/word-table.ts';

/**
 * Folders beside the main file whose videos are extras. Sources: Jellyfin VideoExtraRules, Plex's local extras, Kodi
 * VideoFileItemClassify (`bonus …`). The caller sees to it that the root folder of a show or movie is never looked up
 * here: works are called Extras, Shorts or Trailers too.
 */
const FOLDERS: ReadonlyMap<string, ExtraType> = wordTable({
  'behind the scenes': 'behindthescenes',
  'deleted scenes': 'deletedscene',
  interviews: 'interview',
  scenes: 'scene',
  samples: 'sample',
  sample: 'sample',
  shorts: 'short',
  featurettes: 'featurette',
  clips: 'clip',
  trailers: 'trailer',
  other: 'other',
  extras: 'other',
  extra: 'other',
  'bonus disc': 'other',
  'bonus content': 'other',
  'bonus features': 'other',
  sps: 'other',
  'theme-music': 'themesong',
  backdrops: 'themevideo',
});

/** Sources: Jellyfin VideoExtraRules (`-` for all, also `.`, `_` and `- ` for trailers and samples); Plex knows a subset. */
const SUFFIX =
  /(?:(?:-|\.|_| - | -|- )(trailer|sample)|-(scene|clip|interview|behindthescenes|deleted|deletedscene|featurette|short|extra|other))\d*$/i;
const SUFFIXES: ReadonlyMap<string, ExtraType> = wordTable({
  trailer: 'trailer',
  sample: 'sample',
  scene: 'scene',
  clip: 'clip',
  interview: 'interview',
  behindthescenes: 'behindthescenes',
  deleted: 'deletedscene',
  deletedscene: 'deletedscene',
  featurette: 'featurette',
  short: 'short',
  extra: 'other',
  other: 'other',
});

/** What the videos of a folder of this name are, when it lies beside a main file. */
export function extraFolderType(name: string): ExtraType | undefined {
  return FOLDERS.get(name.toLowerCase().replace(/[._]/g, ' ').trim());
}

/** An extra by the suffix of its stem (`Movie-trailer`) or by its whole name (`trailer`), with the stem it hangs on. */
export function extraSuffix(stem: string): { readonly type: ExtraType; readonly of: string } | undefined {
  if (/^trailer\d*$/i.test(stem)) return { type: 'trailer', of: '' };
  const match = SUFFIX.exec(stem);
  const type = SUFFIXES.get((match?.[1] ?? match?.[2] ?? '').toLowerCase());
  return match === null || type === undefined ? undefined : { type, of: stem.slice(0, match.index).trimEnd() };
}

/**
 * Whether a stem calls itself a sample: whole name, or a word between separators. Sources: Jellyfin IgnorePatterns
 * (`sample.*`, `*.sample.*`, Hungarian `minta.*`), Kodi (`[!-._ /]sample[-._ /]`). A name is no proof: see `isSample`.
 */
export function isCalledSample(stem: string): boolean {
  return /(?:^|[-._ ([])(?:sample|minta)\d*(?:$|[-._ )\]])/i.test(stem);
}

/** A sample by name *and* size: one that is half as large as the largest main video, or larger, is no sample. */
export function isSample(stem: string, size: number, largestMain: number): boolean {
  return isCalledSample(stem) && size * 2 < largestMain;
}
