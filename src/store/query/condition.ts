import type { ItemKind } from '../../model/kinds.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Resolution } from './resolutions.ts';
import type { TermKind } from './term-kinds.ts';

/** A bound of a number or of ISO text. */
export interface Bound {
  readonly op: '=' | '>' | '>=' | '<' | '<=';
  readonly value: number | string;
}

/** Stands for every value. */
export const ANY = '*';

/** Kinds of tracks, as members of a probe. */
export type Tracks = 'video' | 'audio' | 'subtitles';

/** Something asked of the files of an item: it holds if it holds of any that is not missing. */
export type FileCondition =
  | {
      readonly what: 'tracks';
      readonly of: readonly Tracks[];
      readonly member: 'codec' | 'hdr';
      readonly values: readonly string[];
    }
  /** A track in one of these languages; of subtitles, files beside the video count too. */
  | { readonly what: 'spoken'; readonly of: 'audio' | 'subtitles'; readonly languages: readonly string[] }
  | { readonly what: 'resolution'; readonly names: readonly Resolution[] }
  /** Bytes of a file. */
  | { readonly what: 'size'; readonly bounds: readonly Bound[] }
  /** Parts of the path in the library, folded as `pathKey` does. */
  | { readonly what: 'path'; readonly parts: readonly string[] }
  | { readonly what: 'edition'; readonly names: readonly string[] };

/** One thing that is asked of an item; all of a filter must hold, each as it is or `negated`. */
export type Condition = { readonly negated?: boolean } & (
  | { readonly what: 'kind'; readonly kinds: readonly ItemKind[] }
  | { readonly what: 'year' | 'rating' | 'added'; readonly bounds: readonly Bound[] }
  | { readonly what: 'term'; readonly kind: TermKind; readonly terms: readonly string[] }
  | { readonly what: 'title'; readonly key: string }
  /** Words that all occur in titles or texts, as `foldWords` gives them. */
  | { readonly what: 'words'; readonly words: readonly string[] }
  | { readonly what: 'source' | 'library' | 'certification'; readonly values: readonly string[] }
  | { readonly what: 'outcome'; readonly outcomes: readonly Outcome[] }
  /** Whether a catalogue knows the work. */
  | { readonly what: 'identified' }
  /** A kind of artwork or a field that the item does not have. */
  | { readonly what: 'missing'; readonly artwork?: string; readonly field?: string }
  /** No file of it is there. */
  | { readonly what: 'gone' }
  /** Parts of the names of people in cast and crew, in small letters. */
  | { readonly what: 'person'; readonly names: readonly string[] }
  /** Parts of the text of a field, in small letters. */
  | { readonly what: 'collection' | 'status'; readonly texts: readonly string[] }
  /** A person locked or overrides one of these fields, or any if there are none. */
  | { readonly what: 'locked'; readonly fields: readonly string[] }
  | { readonly what: 'files'; readonly condition: FileCondition }
  /** One of these alternatives, of which all conditions hold. */
  | { readonly what: 'any'; readonly of: readonly (readonly Condition[])[] }
);

/** Conditions with those in their alternatives. */
export function flatConditions(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.flatMap((condition) =>
    condition.what === 'any' ? condition.of.flatMap(flatConditions) : [condition],
  );
}
