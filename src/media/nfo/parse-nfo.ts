import { compact } from '../../model/compact.ts';
import type { FieldName } from '../../model/fields.ts';
import type { ExternalIds } from '../../model/ids.ts';
import type { NfoReading } from '../../model/media.ts';
import type { LockedField } from '../../model/records.ts';
import { wordTable } from '../../model/word-table.ts';
import { fieldsOf } from './fields.ts';
import { idsOf, type NfoRoot } from './ids.ts';
import { imagesOf } from './images.ts';
import { textIn, whole } from './nodes.ts';
import { creditsOf } from './people.ts';
import { type NfoNode, parseNfoTree } from './tree.ts';
import { idsInUrls, withoutUrls } from './urls.ts';

/** Bytes of the largest NFO file that is read; real ones have some KB. */
export const MAX_NFO_BYTES = 1024 * 1024;
/** Words beside the addresses of a URL-only file; more is somebody's prose. */
const MAX_PROSE = 200;
const MAX_READINGS = 500;

export interface NfoParse {
  readonly readings: readonly NfoReading[];
  /** `foreign`: not for media servers (a release group's text); everything else is a sentence for a person. */
  readonly warnings: readonly string[];
}

/**
 * Reads the text of an NFO file of Kodi, Jellyfin or the Arr services: one reading a root element. Addresses behind the XML
 * add ids that it does not have; a file of addresses alone is one reading `url-only`. Never throws; bounded in time and
 * memory whatever the text is.
 */
export function parseNfo(text: string): NfoParse {
  if (text.length > MAX_NFO_BYTES) return { readings: [], warnings: ['it is larger than 1 MiB'] };
  const source = text.replace(/^\ufeff/, '');
  if (source.trim() === '') return { readings: [], warnings: ['it is empty'] };
  // Without a root element it is no XML: an ASCII drawing has many a `<` and `&`.
  if (!/<(?:movie|tvshow|season|episodedetails|artist|album|musicvideo|set|multiepisodenfo)[\s>/]/i.test(source)) {
    return parseUrls(source);
  }
  const tree = parseNfoTree(source, (name) => rootOf(name) !== undefined);
  const nodes = tree.roots.flatMap((node) => (node.name === 'multiepisodenfo' ? node.children : [node]));
  const roots = nodes.flatMap((node) => {
    const root = rootOf(node.name);
    return root === undefined ? [] : [{ node, root }];
  });
  const behind = idsInUrls(tree.outside);
  const readings = roots.slice(0, MAX_READINGS).map(({ node, root }) => readingOf(node, root, behind));
  const unknown = readings.length === 0 ? [`its root <${nodes[0]?.name ?? ''}> is of no use here`] : [];
  return { readings, warnings: [...tree.problems, ...unknown] };
}

function parseUrls(source: string): NfoParse {
  const ids = idsInUrls(source);
  const foreign = Object.keys(ids).length === 0 || withoutUrls(source).length > MAX_PROSE;
  if (foreign) return { readings: [], warnings: ['foreign'] };
  const reading: NfoReading = { root: 'url-only', ids, values: {}, credits: [], images: [], lockedFields: [] };
  return { readings: [reading], warnings: [] };
}

function rootOf(name: string): NfoRoot | undefined {
  const roots: readonly NfoRoot[] = ['movie', 'tvshow', 'season', 'episodedetails', 'artist', 'album'];
  return roots.find((root) => root === name);
}

function readingOf(node: NfoNode, root: NfoRoot, behind: ExternalIds): NfoReading {
  const { ids, defaultId } = idsOf(node, root);
  const numbered = root === 'season' || root === 'episodedetails';
  return compact({
    root,
    // A show has these elements too, as counts.
    season: numbered ? whole(textIn(node, 'seasonnumber', 'season')) : undefined,
    episode: root === 'episodedetails' ? whole(textIn(node, 'episode')) : undefined,
    // Behind an episode or season stands the address of its series, if any.
    ids: numbered ? ids : { ...behind, ...ids },
    defaultId,
    values: fieldsOf(node, root),
    credits: creditsOf(node),
    images: imagesOf(node, root),
    edition: root === 'movie' || root === 'episodedetails' ? textIn(node, 'edition') : undefined,
    lockedFields: lockedFieldsOf(node),
  });
}

/** Jellyfin's names of lockable fields, in ours. */
const LOCKABLE: ReadonlyMap<string, FieldName | 'cast'> = wordTable({
  cast: 'cast',
  genres: 'genres',
  productionlocations: 'countries',
  studios: 'studios',
  tags: 'tags',
  name: 'title',
  overview: 'overview',
  runtime: 'runtime',
  officialrating: 'certifications',
});

/** Fields locked by `<lockedfields>`; `*` where `<lockdata>` locks the whole item. */
function lockedFieldsOf(node: NfoNode): readonly LockedField[] {
  const named = (textIn(node, 'lockedfields') ?? '').split('|').map((name) => LOCKABLE.get(name.trim().toLowerCase()));
  const all = textIn(node, 'lockdata')?.toLowerCase() === 'true';
  const everything: readonly LockedField[] = all ? ['*'] : [];
  return [...everything, ...new Set(named.filter((name) => name !== undefined))];
}
