import type { FsPath, GroupFile } from '../model/files.ts';
import type { ExternalIds } from '../model/ids.ts';
import type { FileTags } from '../model/media.ts';
import type { Position, SourceRecord } from '../model/records.ts';
import type { TrackClaim } from './claims.ts';
import { trackClaimOf } from './claims.ts';
import { titleDistance } from './title-similarity.ts';
import type { ListedTrack } from './track-pairs.ts';
import { pairTracks } from './track-pairs.ts';

interface Track extends ListedTrack {
  readonly disc: number;
  readonly track: number;
  readonly ids: ExternalIds;
}

/** Tags with right numbers have nearly right titles; from here on the number is of another edition. */
const OTHER_TRACK = 0.6;
/** A pair that differs more than this in title and duration is no pair. */
const NO_PAIR = 0.6;

/**
 * The track that each audio file is: by the recording's id in its tags, by disc and track number of tags or name, and
 * what is left over by title and duration against the tracks that are left over.
 */
export function linkAlbum(
  files: readonly GroupFile[],
  records: readonly SourceRecord[],
  tags: readonly FileTags[],
): Map<FsPath, readonly Position[]> {
  const listed = listTracks(records);
  const byPath = new Map(tags.map((tag) => [tag.relativePath, tag]));
  const links = new Map<FsPath, readonly Position[]>();
  const open: TrackClaim[] = [];
  for (const file of files) {
    const tag = byPath.get(file.relativePath);
    const claim = trackClaimOf(file, tag);
    const track = byId(tag, listed) ?? byNumber(claim, listed);
    links.set(file.relativePath, track === undefined ? asClaimed(claim, listed) : [placeOf(track)]);
    if (track === undefined && listed.length > 0) open.push(claim);
  }
  const taken = new Set([...links.values()].flat().map(({ disc, track }) => `${disc}.${track}`));
  const free = listed.filter(({ disc, track }) => !taken.has(`${disc}.${track}`));
  for (const { claim, listed: place, title, duration } of pairTracks(open, free)) {
    const track = free[place];
    const path = open[claim]?.relativePath;
    const known = [title, duration].filter((each) => each !== undefined);
    const off = known.length === 0 ? 1 : Math.min(...known);
    if (track !== undefined && path !== undefined && off <= NO_PAIR) links.set(path, [placeOf(track)]);
  }
  return links;
}

/** Tracks of the first tree that lists any, in the order of discs and tracks. */
function listTracks(records: readonly SourceRecord[]): Track[] {
  for (const { children } of records) {
    const tracks = children.flatMap(({ kind, position = {}, values, ids }) => {
      const track = position.track ?? values.trackNumber;
      if (kind !== 'track' || track === undefined) return [];
      const seconds = values.duration === undefined ? {} : { duration: values.duration / 1000 };
      return [{ disc: position.disc ?? values.discNumber ?? 1, track, title: values.title ?? '', ids, ...seconds }];
    });
    if (tracks.length > 0) return tracks.sort((one, other) => one.disc - other.disc || one.track - other.track);
  }
  return [];
}

function byId(tag: FileTags | undefined, listed: readonly Track[]): Track | undefined {
  for (const kind of ['musicbrainz-track', 'musicbrainz-recording'] as const) {
    const id = tag?.ids[kind];
    const found = id === undefined ? [] : listed.filter(({ ids }) => ids[kind] === id);
    if (found.length === 1) return found[0];
    const numbered = found.find(({ disc, track }) => track === tag?.track && disc === (tag?.disc ?? 1));
    if (numbered !== undefined) return numbered;
  }
  return undefined;
}

function byNumber({ disc, track, title }: TrackClaim, listed: readonly Track[]): Track | undefined {
  if (track === undefined) return undefined;
  const discs = new Set(listed.map((each) => each.disc));
  if (disc === undefined && discs.size > 1) return undefined;
  const found = listed.find((each) => each.track === track && (disc === undefined || each.disc === disc));
  if (found === undefined || title === undefined) return found;
  return titleDistance(title, found.title) < OTHER_TRACK ? found : undefined;
}

/** Where no source lists tracks, the numbers of tags and name are believed. */
function asClaimed({ disc, track }: TrackClaim, listed: readonly Track[]): readonly Position[] {
  return listed.length > 0 || track === undefined ? [] : [{ disc: disc ?? 1, track }];
}

function placeOf({ disc, track }: Track): Position {
  return { disc, track };
}
