import { type DocumentRoot, documentText, parseDocument } from './document.ts';
import {
  documentWith,
  firstBase,
  isSamePlace,
  type MergeNote,
  mergeRoot,
  newDocument,
  type WantedRoot,
} from './merge.ts';

/** What may happen to NFO files: `write` touches only files that revenge made, `merge` also adds to those of others. */
export type NfoMode = 'write' | 'merge';

/** What is at a place for an NFO file. */
export interface CurrentNfo {
  /** Undefined where there is no file. */
  readonly bytes: Uint8Array | undefined;
  /** What revenge wrote there last, as `PlannedText` gave it. */
  readonly base: string | undefined;
}

/** The text that one NFO file should have. */
interface PlannedText {
  readonly status: 'write' | 'unchanged';
  readonly text: string;
  /** The base of the next plan. */
  readonly base: string;
  readonly notes: readonly MergeNote[];
}

export type PlannedNfo = PlannedText | { readonly status: 'left'; readonly why: string };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Plans one NFO file from what is there and what the store says. Pure. */
export function planNfo({ bytes, base }: CurrentNfo, wanted: readonly WantedRoot[], mode: NfoMode): PlannedNfo {
  const bases = base === undefined ? undefined : parseDocument(base)?.roots;
  if (bytes === undefined) {
    const text = newDocument(wanted);
    return { status: 'write', text, base: basesText(wanted.map(firstBase)), notes: [] };
  }
  const current = decode(bytes);
  if (current === undefined) return left('it is not UTF-8');
  const document = parseDocument(current);
  if (document === undefined) return left('it is not well-formed XML, so it belongs to somebody else');
  if (bases === undefined && mode === 'write')
    return left('somebody else wrote it, and the library says `tagging.nfo: write`');
  const fitting = pairRoots(document.roots, wanted);
  if (fitting === undefined) return left(`its root is <${document.roots[0]?.name ?? ''}>`);
  const merged = new Map(
    fitting.flatMap(({ root, ours }) =>
      ours === undefined
        ? []
        : [
            [
              ours,
              mergeRoot(
                root,
                ours,
                bases?.find((one) => isSamePlace(one, ours)),
              ),
            ] as const,
          ],
    ),
  );
  const roots = fitting.map(({ root, ours }) => (ours === undefined ? root : (merged.get(ours)?.root ?? root)));
  const text = documentWith(document, roots);
  return {
    status: text === current ? 'unchanged' : 'write',
    text,
    base: basesText(wanted.flatMap((ours) => merged.get(ours)?.base ?? [])),
    notes: wanted.flatMap((ours) => merged.get(ours)?.notes ?? []),
  };
}

interface FittingRoot {
  readonly root: DocumentRoot;
  readonly ours: WantedRoot | undefined;
}

/** Each root of the file with ours for it: by name, and of episodes by season and number. All of ours must have a place. */
function pairRoots(roots: readonly DocumentRoot[], wanted: readonly WantedRoot[]): readonly FittingRoot[] | undefined {
  const left = new Set(wanted);
  const fitting = roots.map((root) => {
    const ours = [...left].find((one) => isSamePlace(root, one));
    if (ours !== undefined) left.delete(ours);
    return { root, ours };
  });
  return left.size > 0 ? undefined : fitting;
}

function basesText(roots: readonly DocumentRoot[]): string {
  return documentText({ roots, tail: '' });
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function left(why: string): PlannedNfo {
  return { status: 'left', why };
}
