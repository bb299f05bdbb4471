import { compact } from '../../model/compact.ts';
import type { FsPath, GroupFile } from '../../model/files.ts';
import { pathKey } from '../../model/paths.ts';
import { type ArtworkScope, readArtworkName } from './artwork-names.ts';
import type { NamedFile } from './folder-node.ts';
import { readLooseFields, readSidecarFields } from './sidecar-fields.ts';

/** What a sidecar may hang on: a main file, or the name that all parts and versions have in common. */
export interface Anchor {
  readonly stem: string;
  /** `relativePath` of the main file; absent for a common name. */
  readonly path?: FsPath;
}

/** Anchors by their stem as it is compared. */
export type Anchors = ReadonlyMap<string, Anchor>;

export function indexAnchors(anchors: readonly Anchor[]): Anchors {
  return new Map(anchors.filter(({ stem }) => stem !== '').map((anchor) => [pathKey(anchor.stem), anchor]));
}

/**
 * The longest of the names that a stem begins with, ending at a separator, and what follows it. Looks a name up for each
 * separator, so that a folder of a hundred thousand files costs no more a file than a small one.
 */
export function longestName<T>(
  stemKey: string,
  names: ReadonlyMap<string, T>,
): { readonly found: T; readonly rest: string } | undefined {
  for (let end = stemKey.length; end > 0; end--) {
    if (end < stemKey.length && !/[-._ ([]/.test(stemKey.charAt(end))) continue;
    const found = names.get(stemKey.slice(0, end));
    if (found !== undefined) return { found, rest: stemKey.slice(end) };
  }
  return undefined;
}

export interface SidecarContext {
  readonly scope: ArtworkScope;
  readonly anchors: Anchors;
  /** Bare names (`poster.jpg`, `movie.nfo`) count: the folder is of this work alone. */
  readonly own: boolean;
  /** Stems of NFO files that count besides those of the anchors. */
  readonly nfoNames?: readonly string[];
  /** Pictures named after a main file are its stills (episodes), not posters. */
  readonly stills?: boolean;
  readonly season?: number;
}

/**
 * A sidecar as a file of its group; `undefined` where nothing in its name says that it belongs to it. In a folder of its
 * own a group takes every file: what has no meaning has the role `other`.
 */
export function readSidecar(file: NamedFile, context: SidecarContext): GroupFile | undefined {
  const match = longestName(file.stemKey, context.anchors);
  const anchor = match?.found;
  const rest = match?.rest;
  const role = sidecarRole(file, context, anchor, rest);
  if (role !== undefined) return { ...file.entry, ...role };
  return anchor !== undefined || context.own ? { ...file.entry, role: 'other' } : undefined;
}

type Role = Omit<GroupFile, keyof NamedFile['entry']>;

function sidecarRole(
  file: NamedFile,
  context: SidecarContext,
  anchor: Anchor | undefined,
  rest: string | undefined,
): Role | undefined {
  const belongs = compact({ belongsTo: anchor?.path });
  switch (file.kind) {
    case 'subtitle':
    case 'audio': {
      if (anchor === undefined && (!context.own || file.kind === 'audio')) return undefined;
      const { language, flags } =
        rest === undefined
          ? readLooseFields(file.stem)
          : readSidecarFields(rest.split('.').filter((field) => field !== ''));
      return { role: file.kind, ...belongs, ...compact({ language }), ...(flags.length === 0 ? {} : { flags }) };
    }
    case 'lyrics':
      return anchor?.path === undefined ? undefined : { role: 'lyrics', ...belongs };
    case 'nfo':
      return nfoRole(file, context, anchor, rest);
    case 'image':
      return file.entry.size === 0 ? undefined : imageRole(file, context, anchor, rest);
    default:
      return file.name.toLowerCase() === '.plexmatch' && context.own
        ? { role: 'plexmatch', ...compact({ season: context.season }) }
        : undefined;
  }
}

function nfoRole(
  file: NamedFile,
  context: SidecarContext,
  anchor: Anchor | undefined,
  rest?: string,
): Role | undefined {
  if (anchor !== undefined && rest === '') return { role: 'nfo', ...compact({ belongsTo: anchor.path }) };
  const named = context.own && context.nfoNames?.some((name) => pathKey(name) === file.stemKey);
  return named ? { role: 'nfo', ...compact({ season: context.season }) } : undefined;
}

function imageRole(
  file: NamedFile,
  context: SidecarContext,
  anchor: Anchor | undefined,
  rest?: string,
): Role | undefined {
  if (anchor !== undefined && context.stills) {
    return rest === '' || rest === '-thumb'
      ? { role: 'artwork', artworkKind: 'still', ...compact({ belongsTo: anchor.path }) }
      : undefined;
  }
  if (anchor !== undefined && context.scope === 'album') return undefined;
  if (anchor !== undefined && rest === '') return { role: 'artwork', artworkKind: 'poster' };
  const word = anchor === undefined ? file.stem : (rest ?? '').replace(/^[-._ ]+/, '');
  if (anchor === undefined && !context.own) return undefined;
  const read = readArtworkName(word, context.scope);
  if (read === undefined) return undefined;
  const season = read.season ?? (context.scope === 'season' ? context.season : undefined);
  return { role: 'artwork', ...compact({ artworkKind: read.kind, season }) };
}
