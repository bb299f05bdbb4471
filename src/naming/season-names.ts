const NUMBERED = /^(\d{1,2})\.(\d{2,3})(?=[\s._-]|$)/;
const NUMBERED_BEHIND = /^\s*[-–]\s*(\d{1,4}(?:\D.*)?)$/;
/** Without a season folder the name may be of a movie, and the number its picture size. */
const COUNTED =
  /^(?:\s*[-–]\s*(?=0\d|\d\d(?!\d))|[._](?=[1-9]\d\d(?!\d))(?!480|576|720))(\d{2,3}(?:v\d)?(?:[\s._].*)?)$/;
const GROUP_BEFORE = /^\[[^[\]]*\][\s_]*/;
const NUMBER_TITLE = /^(\d{1,4})(?:\s*\(\d{4}\))?$/;

/**
 * The name of a file in a season folder, without what only the folders explain: `1.02 Title` in season 1 is its second
 * episode, and the number at the start of `86 - 01` is the title of a show that is called so.
 */
export function nameInSeason(stem: string, season: number | undefined, showFolder: string | undefined): string {
  if (season === undefined) return behindNumberTitle(stem, showFolder);
  const [whole = '', number, episode] = NUMBERED.exec(stem) ?? [];
  if (episode !== undefined && Number(number) === season) return `${season}x${episode}${stem.slice(whole.length)}`;
  return behindNumberTitle(stem, showFolder, NUMBERED_BEHIND);
}

/** The name behind the title of a show that is called by a number, where an episode's number follows. */
export function behindNumberTitle(stem: string, showFolder: string | undefined, counted = COUNTED): string {
  const title = NUMBER_TITLE.exec(showFolder?.trim() ?? '')?.[1];
  if (title === undefined) return stem;
  const group = GROUP_BEFORE.exec(stem)?.[0] ?? '';
  const name = stem.slice(group.length);
  const number = name.startsWith(title) ? counted.exec(name.slice(title.length))?.[1] : undefined;
  return number === undefined ? stem : `${number} ${group}`.trimEnd();
}
