import type { Position } from '../../model/records.ts';
import type { ResolvedFields } from '../../model/resolved.ts';
import { titleKey } from '../../model/title-key.ts';
import { sortedJson } from '../canonical.ts';
import { integerOrNull, textOrNull } from '../cells.ts';

/** The columns of an item that a save may change. */
export interface ItemColumns {
  readonly parent_id: number | null;
  readonly season: number | null;
  readonly episode: number | null;
  readonly absolute: number | null;
  readonly air_date: string | null;
  readonly disc: number | null;
  readonly track: number | null;
  readonly title: string;
  readonly title_key: string;
  readonly sort_key: string;
  readonly year: number | null;
  readonly artist: string | null;
  readonly credits_provider: string | null;
  /** 0…10: the first of the ratings that hold. */
  readonly rating: number | null;
  /** JSON with sorted members, so that it can be compared with what a database gives back. */
  readonly fields: string;
}

/** What is known of an item now, as far as its columns follow from it. */
export interface ItemFacts {
  readonly parent?: number | undefined;
  readonly position?: Position | undefined;
  readonly fields: ResolvedFields;
  /** The provider whose list of credits holds. */
  readonly credits: string | undefined;
}

/** The columns as stored, brought up to date with what is known now; a place that is not said stays. */
export function nextColumns(stored: ItemColumns, { parent, position, fields, credits }: ItemFacts): ItemColumns {
  const title = fields.title?.value ?? '';
  const artist = fields.albumArtist?.value ?? fields.artist?.value;
  return {
    parent_id: parent ?? stored.parent_id,
    season: integerOrNull(position?.season) ?? stored.season,
    episode: integerOrNull(position?.episode) ?? stored.episode,
    absolute: integerOrNull(position?.absolute) ?? stored.absolute,
    air_date: textOrNull(position?.airDate) ?? stored.air_date,
    disc: integerOrNull(position?.disc) ?? stored.disc,
    track: integerOrNull(position?.track) ?? stored.track,
    title,
    title_key: titleKey(title),
    sort_key: titleKey(fields.sortTitle?.value ?? title),
    year: integerOrNull(fields.year?.value),
    artist: textOrNull(artist),
    credits_provider: credits ?? null,
    rating: fields.ratings?.value[0]?.value ?? null,
    fields: sortedJson(fields),
  };
}

/** The position that columns hold. */
export function positionOf(
  row: Pick<ItemColumns, 'season' | 'episode' | 'absolute' | 'air_date' | 'disc' | 'track'>,
): Position {
  return {
    ...(row.season === null ? {} : { season: row.season }),
    ...(row.episode === null ? {} : { episode: row.episode }),
    ...(row.absolute === null ? {} : { absolute: row.absolute }),
    ...(row.air_date === null ? {} : { airDate: row.air_date }),
    ...(row.disc === null ? {} : { disc: row.disc }),
    ...(row.track === null ? {} : { track: row.track }),
  };
}
