import type { Library } from '../model/files.ts';
import type { GroupKind } from '../model/kinds.ts';

/** A setting that would let a kind of work be looked for, and what it gives. */
export interface MissingSource {
  readonly setting: string;
  /** One line for a person. */
  readonly gives: string;
}

type Searched = GroupKind | 'scene';

const TO_ADD: Readonly<Record<Searched, readonly MissingSource[]>> = {
  movie: [
    { setting: 'sources.tmdb.apiKey', gives: 'TMDb: movies and series' },
    { setting: 'sources.omdb.apiKey', gives: 'OMDb: movies and series, with fewer fields' },
  ],
  series: [
    { setting: 'sources.tmdb.apiKey', gives: 'TMDb: movies and series' },
    { setting: 'sources.tvdb.apiKey', gives: 'TheTVDB: series' },
  ],
  album: [{ setting: 'sources.musicbrainz', gives: 'MusicBrainz: albums; needs no key, but is switched off' }],
  scene: [{ setting: 'sources.stashbox', gives: 'StashDB: scenes' }],
};

/** The kind of work that a group of a library is searched as. */
export function searchedAs(library: Pick<Library, 'kind'>, kind: GroupKind): Searched {
  return library.kind === 'adult' ? 'scene' : kind;
}

/** What to add to the configuration so that such works can be searched for. */
export function sourcesToAdd(kind: Searched): readonly MissingSource[] {
  return TO_ADD[kind];
}

export type { Searched };
