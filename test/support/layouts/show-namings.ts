import type { LaidFile, Naming } from './layouts.ts';
import { dotted, fileName } from './movie-namings.ts';
import type { EpisodeWork, ShowWork } from './works.ts';

interface Words {
  readonly show: string;
  readonly dotted: string;
  readonly year: number;
  readonly season: number;
  /** Two digits. */
  readonly ss: string;
  readonly ee: string;
  readonly title: string;
}

type Path = (words: Words, episode: EpisodeWork, show: ShowWork) => string;

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function naming(how: string, path: Path, canSettle?: Naming<ShowWork>['canSettle']): Naming<ShowWork> {
  const files = (show: ShowWork): LaidFile[] =>
    show.episodes.map((each) => {
      const { season, episode, title } = each;
      const show_ = { show: fileName(show.title), dotted: dotted(show.title), year: show.year };
      const words = { ...show_, season, ss: two(season), ee: two(episode), title: fileName(title) };
      return { path: path(words, each, show), seconds: 2400, episodes: [`${season}×${episode}`] };
    });
  return canSettle === undefined ? { how, files } : { how, files, canSettle };
}

/** Without a year and titles of episodes, a show is known where no other of its name has as many seasons and episodes. */
function byExtent(show: ShowWork, rivals: readonly ShowWork[]): boolean {
  return rivals.every(({ episodes }) =>
    show.episodes.some(({ season, episode }) => !episodes.some((e) => e.season === season && e.episode === episode)),
  );
}

/** Three digits hold no episode beyond 99. */
function isCompact(show: ShowWork, rivals: readonly ShowWork[]): boolean {
  return show.episodes.every(({ episode }) => episode < 100) && byExtent(show, rivals);
}

export const SHOW_NAMINGS: readonly Naming<ShowWork>[] = [
  naming(
    'Show (Year)/Season 01/Show (Year) - S01E02 - Title',
    ({ show, year, ss, ee, title }) => `${show} (${year})/Season ${ss}/${show} (${year}) - S${ss}E${ee} - ${title}.mkv`,
  ),
  naming(
    'Show [tmdbid-1]/Season 1/S01E02',
    ({ show, season, ss, ee }, _, { id }) => `${show} [tmdbid-${id}]/Season ${season}/S${ss}E${ee}.mkv`,
  ),
  naming(
    'scene folders',
    ({ dotted: name, ss, ee }) =>
      `${name}/${name}.S${ss}.1080p.WEB.h264-GRP/${name}.S${ss}E${ee}.1080p.WEB.h264-GRP.mkv`,
    byExtent,
  ),
  naming(
    'scene files side by side',
    ({ dotted: name, ss, ee }) => `${name}.S${ss}E${ee}.720p.HDTV.x264-GRP.mkv`,
    byExtent,
  ),
  naming(
    'Show/Season 1/Episode 2',
    ({ show, season }, { episode }) => `${show}/Season ${season}/Episode ${episode}.mkv`,
    byExtent,
  ),
  naming('Show/1x02 - Title', ({ show, season, ee, title }) => `${show}/${show} ${season}x${ee} - ${title}.avi`),
  naming('Show (Year)/S01/02', ({ show, year, ss, ee }) => `${show} (${year})/S${ss}/${ee}.mkv`),
  naming('Show/Season 1/02 - Title', ({ show, season, ee, title }) => `${show}/Season ${season}/${ee} - ${title}.mkv`),
  naming(
    'show.102',
    ({ dotted: name, show, season, ee }) => `${show}/${name.toLowerCase()}.${season}${ee}.hdtv-lol.avi`,
    isCompact,
  ),
  naming('Show 1-02', ({ show, season, ee }) => `${show}/${show} ${season}-${ee}.mkv`, byExtent),
  naming(
    'Series 1/1.02 Title',
    ({ show, season, ee, title }) => `${show}/Series ${season}/${season}.${ee} ${title}.mkv`,
  ),
  naming(
    '[Group] Show - 12',
    ({ show }, { absolute }) => `${show}/[Grp] ${show} - ${two(absolute)} [1080p].mkv`,
    byExtent,
  ),
  naming(
    'S01E02 and absolute',
    ({ show, season, ss, ee }, { absolute }) => `${show}/Season ${season}/${show} S${ss}E${ee} - Ep.${absolute}.mkv`,
    byExtent,
  ),
  naming(
    'German',
    ({ show, season, ss, ee, title }) => `${show}/Staffel ${season}/${show} - S${ss}E${ee} - ${title} (German).mkv`,
  ),
  naming(
    'title only behind',
    ({ show, season, ee, title }) => `${show}/${show} Season ${season}/${show} [${season}x${ee}] ${title}.mkv`,
  ),
  naming(
    'Show Season 1 Episode 2',
    ({ show, season }, { episode }) => `${show}/${show} Season ${season} Episode ${episode}.mp4`,
    byExtent,
  ),
  naming('air date', ({ show }, { airDate, title }) => `${show}/${show} - ${airDate} - ${fileName(title)}.mkv`),
  naming(
    'Show/Season 1/Show - 102 - Title',
    ({ show, season, ee, title }) => `${show}/Season ${season}/${show} - ${season}${ee} - ${title}.mkv`,
    isCompact,
  ),
  naming(
    'year folder',
    ({ show, year, season, ss, ee }) => `${show} (${year})/Season ${season}/${show}.s${ss}e${ee}.mkv`,
  ),
  naming('two shows side by side', ({ show, ss, ee, title }) => `Shows/${show} S${ss}E${ee} ${title}.mkv`),
];
