import type { Library } from '../model/files.ts';
import type { GroupKind } from '../model/kinds.ts';
import { PROVIDERS, type ProviderList } from '../providers/list.ts';

/** A setting that would let a kind of work be looked for, and what it gives. */
export interface MissingSource {
  readonly setting: string;
  /** One line for a person. */
  readonly gives: string;
}

type Searched = GroupKind | 'scene';

/** The kind of work that a group of a library is searched as. */
export function searchedAs(library: Pick<Library, 'kind'>, kind: GroupKind): Searched {
  return library.kind === 'adult' ? 'scene' : kind;
}

/** What to add to the configuration so that such works can be searched for. */
export function sourcesToAdd(kind: Searched, providers: ProviderList = PROVIDERS): readonly MissingSource[] {
  return providers.flatMap(({ id, suggestion }) => {
    if (suggestion === undefined || !suggestion.kinds.includes(kind)) return [];
    const { member, gives } = suggestion;
    return [{ setting: `sources.${id}${member === undefined ? '' : `.${member}`}`, gives }];
  });
}

export type { Searched };
