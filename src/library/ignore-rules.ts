import ignore from 'ignore';
import type { FsPath } from '../model/files.ts';
import { isUsablePattern } from '../model/patterns.ts';
import type { DirectoryEntry, FileTree } from './file-tree.ts';

/** Why a path is left out. */
export interface Verdict {
  readonly rule: string;
  /** One line for a person. */
  readonly reason: string;
}

/** Patterns of one ignore file, relative to the folder it lies in. */
interface PatternFile {
  readonly rule: string;
  readonly folder: FsPath;
  readonly file: FsPath;
  readonly test: (path: FsPath) => { readonly ignored: boolean; readonly unignored: boolean };
}

/** The ignore files in force in a folder. */
export interface IgnoreRules {
  /** `.ignore`: only the nearest one up the tree is read. */
  readonly nearest?: PatternFile;
  /** `.ndignore`, `.plexignore`: cascading, deepest last. */
  readonly cascade: readonly PatternFile[];
}

const CONFIGURED = 'ignore.config';

/** The patterns of the configuration, as rules that hold in the root and below. */
export function configuredRules(patterns: readonly string[]): IgnoreRules {
  if (patterns.length === 0) return { cascade: [] };
  return { cascade: [{ rule: CONFIGURED, folder: '', file: '', test: patternTest(patterns) }] };
}

const MAX_BYTES = 64 * 1024;
const MAX_LINES = 2000;

const FORGET_AFTER = 5000;

/** What the ignore files in a folder say of it: rules for what is in it, or that all of it is left out. */
export type FolderRules =
  | { readonly skip: Verdict; readonly rules?: undefined }
  | { readonly rules: IgnoreRules; readonly skip?: undefined };

/**
 * Reads the ignore files of one folder (conventions §6): `.nomedia` (Kodi), `.tmmignore`, `tmmignore` (tinyMediaManager)
 * by presence; `.ignore` (Jellyfin) and `.ndignore` (Navidrome) empty or with gitignore lines; `.plexignore` (Plex).
 * Lines longer than 512 characters or with more than three wildcards between two slashes are passed over. Rejects where
 * an ignore file cannot be read: what it would hide is not known then.
 */
export async function readFolderRules(
  tree: FileTree,
  folder: { readonly path: FsPath; readonly relativePath: FsPath },
  entries: readonly DirectoryEntry[],
  outer: IgnoreRules,
): Promise<FolderRules> {
  let nearest = outer.nearest;
  let cascade = outer.cascade;
  for (const { name, kind } of entries) {
    if ((name.charCodeAt(0) !== 0x2e && name !== 'tmmignore') || kind === 'directory' || kind === 'other') continue;
    if (name === '.nomedia') return { skip: { rule: 'ignore.nomedia', reason: 'has a .nomedia file' } };
    if (name === '.tmmignore' || name === 'tmmignore') {
      return { skip: { rule: 'ignore.tmmignore', reason: `has a ${name} file` } };
    }
    if (name !== '.ignore' && name !== '.ndignore' && name !== '.plexignore') continue;
    const rule = `ignore.${name === '.ignore' ? 'dotignore' : name.slice(1)}`;
    const lines = splitLines((await tree.readFile(`${folder.path}/${name}`, MAX_BYTES)).toString('utf8'));
    if (lines.length === 0) {
      if (name === '.plexignore') continue;
      return { skip: { rule, reason: `has an empty ${name} file` } };
    }
    const test = patternTest(usable(lines, name === '.plexignore'));
    const file = { rule, folder: folder.relativePath, file: name, test };
    if (name === '.ignore') nearest = file;
    else cascade = [...cascade, file];
  }
  return { rules: nearest === undefined ? { cascade } : { nearest, cascade } };
}

/** The ignore file that leaves a path out, if any. */
export function ignoreVerdict(rules: IgnoreRules, relativePath: FsPath, directory: boolean): Verdict | undefined {
  if (rules.nearest !== undefined && says(rules.nearest, relativePath, directory) === 'ignored') {
    return verdict(rules.nearest);
  }
  // The deepest file that says anything of the path has the word, so that a negation below undoes a pattern above.
  const settled = new Set<string>();
  for (const file of rules.cascade.toReversed()) {
    if (settled.has(file.rule)) continue;
    const word = says(file, relativePath, directory);
    if (word === 'ignored') return verdict(file);
    if (word === 'kept') settled.add(file.rule);
  }
  return undefined;
}

function says(file: PatternFile, relativePath: FsPath, directory: boolean): 'ignored' | 'kept' | undefined {
  const below = file.folder === '' ? relativePath : relativePath.slice(file.folder.length + 1);
  const result = file.test(directory ? `${below}/` : below);
  if (result.ignored) return 'ignored';
  return result.unignored ? 'kept' : undefined;
}

function verdict(file: PatternFile): Verdict {
  if (file.rule === CONFIGURED) return { rule: file.rule, reason: 'matches a pattern of the configuration' };
  const place = file.folder === '' ? 'the library root' : `"${file.folder}"`;
  return { rule: file.rule, reason: `matches a pattern of ${file.file} in ${place}` };
}

function patternTest(lines: readonly string[]): PatternFile['test'] {
  const make = () => ignore({ allowRelativePaths: true }).add(lines);
  let patterns = make();
  let asked = 0;
  return (path) => {
    // The matcher remembers every path that it was asked for; a walk over a large library must not grow with it.
    if (++asked % FORGET_AFTER === 0) patterns = make();
    return patterns.test(path);
  };
}

function splitLines(text: string): string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/, MAX_LINES);
  return lines.filter((line) => line.trim() !== '');
}

function usable(lines: readonly string[], plex: boolean): string[] {
  return lines.filter((line) => isUsablePattern(line) && !(plex && line.startsWith('!')));
}
