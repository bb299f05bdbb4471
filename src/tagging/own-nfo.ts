import type { FsPath } from '../model/files.ts';
import { contentDigest } from '../util/digest.ts';
import type { Bases } from './bases.ts';
import { documentText, parseDocument } from './nfo/document.ts';
import { withoutOwn } from './nfo/merge.ts';

/**
 * Makes the filter through which NFO files are read as a source: it takes out what revenge wrote there itself and nobody has
 * edited since. A file that revenge did not write passes as it is.
 */
export function ownNfoFilter(bases: Bases): (root: FsPath, path: FsPath, text: string) => Promise<string> {
  return async (root, path, text) => {
    const base = await bases.find(root, path, contentDigest(Buffer.from(text, 'utf8')));
    const ours = base === undefined ? undefined : parseDocument(base);
    const document = ours === undefined ? undefined : parseDocument(text);
    if (ours === undefined || document === undefined) return text;
    return documentText(withoutOwn(document, ours.roots));
  };
}
