import type { ExternalIdKind, ExternalIds } from '../../model/ids.ts';

/** One configured stash-box. */
export interface StashBoxConfig {
  /** Tells several instances apart; `stashdb` is StashDB, or a mirror of it. */
  readonly name: string;
  /** `https://stashdb.org/graphql` */
  readonly url: string;
  readonly apiKey: string;
}

/** How the ids of one instance stand among the domain's. */
export interface BoxIds {
  readonly kind: ExternalIdKind;
  /** The id as the domain writes it. */
  of(uuid: string): string;
  /** The instance's own id of a work, where it is known. */
  in(ids: ExternalIds): string | undefined;
}

const STASHDB = 'stashdb';
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** StashDB's ids are known everywhere by themselves; those of other instances bear the instance's name: `fansdb:<uuid>`. */
export function boxIds({ name }: Pick<StashBoxConfig, 'name'>): BoxIds {
  const isStashDb = name === STASHDB;
  const kind = isStashDb ? 'stashdb' : 'stashbox';
  const prefix = isStashDb ? '' : `${name}:`;
  return {
    kind,
    of: (uuid) => prefix + uuid,
    in: ({ [kind]: value }) => {
      const uuid = value?.startsWith(prefix) === true ? value.slice(prefix.length) : '';
      return UUID.test(uuid) ? uuid.toLowerCase() : undefined;
    },
  };
}
