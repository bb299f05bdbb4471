import { extensionOf, fileKindOf } from '../media/kinds.ts';
import type { FsPath } from '../model/files.ts';
import type { Verdict } from './ignore-rules.ts';

/**
 * Folders that hold no media. Sources: Jellyfin IgnorePatterns, Kodi (`*.ite`, `proof`), Sonarr DiskScanService
 * (`plex versions`). Dot-folders (`.actors`, `.wd_tv`, `.snapshot`, `.zfs` …) have a rule of their own.
 */
const FOLDERS = new Set([
  'ps3_update',
  'ps3_vprm',
  'extrafanart',
  'extrathumbs',
  'lost+found',
  'temprec',
  'tempsbe',
  'eadir',
  '@eadir',
  '#recycle',
  '@recycle',
  '$recycle.bin',
  'system volume information',
  'plex versions',
]);
/** Words that could as well be the title of a movie or a show: no rule for a folder at the top of the library. */
const FOLDERS_BELOW_TOP = new Set(['metadata', 'proof']);
const FOLDER_EXTENSIONS = new Set(['trickplay', 'ite']);
/** Source: Jellyfin IgnorePatterns. */
const FILES = new Set(['small.jpg', 'albumart.jpg', 'thumbs.db']);
const FILE_EXTENSIONS = new Set(['bts', 'sync']);
const SUBTITLE_FOLDERS = new Set(['subs', 'subtitles']);
/** Parts of a Blu-ray's `BDMV` folder besides `STREAM`, which has the video. */
const DISC_STRUCTURE_FOLDERS = new Set(['playlist', 'clipinf', 'auxdata', 'backup', 'bdjo', 'jar', 'meta']);
const DISC_STRUCTURE_FILES = new Set(['bdmv', 'mpls', 'clpi', 'bup', 'ifo']);

/** Names of ignore files; they are read by the walk, and are themselves no media. */
const RULE_FILES = new Set(['.nomedia', '.ignore', '.ndignore', '.plexignore', '.tmmignore', 'tmmignore']);

/** Whether a folder is searched for subtitles only. */
export function isSubtitleFolder(name: FsPath, atTop: boolean): boolean {
  return !atTop && SUBTITLE_FOLDERS.has(name.toLowerCase());
}

/** The built-in rule that leaves a folder out, if any. `parent` is the name of the folder it lies in. */
export function builtInFolderRule(name: FsPath, parent: FsPath, atTop: boolean): Verdict | undefined {
  const key = name.toLowerCase();
  if (key.startsWith('.'))
    return { rule: 'ignore.dot-file', reason: 'folders whose name begins with a dot are hidden' };
  const known = FOLDERS.has(key) || FOLDER_EXTENSIONS.has(extensionOf(key)) || (!atTop && FOLDERS_BELOW_TOP.has(key));
  if (known) return { rule: 'ignore.built-in-folder', reason: 'folders of this name hold no media' };
  if (parent.toLowerCase() === 'bdmv' && DISC_STRUCTURE_FOLDERS.has(key)) {
    return { rule: 'disc.structure', reason: 'part of a Blu-ray that holds no video' };
  }
  return undefined;
}

/**
 * The built-in rule that leaves a file out, if any; files without one are of interest. `besideAudio` tells whether a
 * track of the same stem lies in the same folder, which makes a `.txt` its lyrics.
 */
export function builtInFileRule(name: FsPath, besideAudio: () => boolean): Verdict | undefined {
  const key = name.toLowerCase();
  if (RULE_FILES.has(key)) return { rule: 'ignore.rule-file', reason: 'holds ignore rules' };
  if (key === '.plexmatch') return undefined;
  if (key.startsWith('.')) return { rule: 'ignore.dot-file', reason: 'files whose name begins with a dot are hidden' };
  const extension = extensionOf(key);
  if (FILES.has(key) || FILE_EXTENSIONS.has(extension)) {
    return { rule: 'ignore.built-in-file', reason: 'files of this name are made by other programs' };
  }
  if (key === 'video_ts.ifo') return undefined;
  if (DISC_STRUCTURE_FILES.has(extension)) {
    return { rule: 'disc.structure', reason: 'part of a disc that holds no video' };
  }
  if (extension === 'disc') return { rule: 'disc.stub', reason: 'stands for a disc on a shelf, holds no media' };
  if (fileKindOf(name) === 'other' || (extension === 'txt' && !besideAudio())) {
    return {
      rule: 'not-media',
      reason: extension === '' ? 'no known extension' : `.${extension} is no known extension`,
    };
  }
  return undefined;
}
