import type { JsonBody } from '../../http/port.ts';
import type { ExternalIds } from '../../model/ids.ts';
import type { ImageCandidate, Position, SourceRecord } from '../../model/records.ts';
import { bareRecord } from '../shared/bare-record.ts';
import { present } from '../shared/present.ts';
import type { LastfmAlbum, LastfmArtist, LastfmTrack } from './schema.ts';

/** The grey star that stands for every picture that Last.fm does not give away. */
const PLACEHOLDER = '2a96cbd8b46e442fc41c2b86b821562f';
/** Pictures are given in 300 pixels at most. */
const LARGEST = 300;

/** `ids`: those of the artist who was asked for; Last.fm's own ids are of other editions and namesakes at times. */
export function artistRecord({ data, ...answer }: JsonBody<LastfmArtist>, ids: ExternalIds): SourceRecord {
  return {
    ...bareRecord('lastfm', 'artist', data.url ?? data.name, answer),
    ids,
    values: present({
      title: data.name,
      overview: data.bio,
      tags: data.tags,
      similar: data.similar,
      listeners: data.stats?.listeners,
      plays: data.stats?.playcount,
    }),
  };
}

/** What is said of an album is said of the work, not of one edition of it; only the cover goes to the release. */
export function albumRecord(
  { data, ...answer }: JsonBody<LastfmAlbum>,
  about: { readonly group: ExternalIds; readonly release: ExternalIds },
  artist: SourceRecord | undefined,
): SourceRecord {
  const id = data.url ?? `${data.artist ?? ''}/${data.name}`;
  const group: SourceRecord = {
    ...bareRecord('lastfm', 'release-group', id, answer),
    ids: about.group,
    values: present({
      title: data.name,
      albumArtist: data.artist,
      overview: data.wiki,
      tags: data.tags,
      listeners: data.listeners,
      plays: data.playcount,
    }),
    ...present({ parent: artist }),
  };
  return {
    ...bareRecord('lastfm', 'release', id, answer),
    ids: about.release,
    images: coverOf(data),
    parent: group,
  };
}

export function trackRecord(
  { data, ...answer }: JsonBody<LastfmTrack>,
  at: { readonly ids: ExternalIds; readonly position: Position },
): SourceRecord {
  return {
    ...bareRecord('lastfm', 'track', data.url ?? data.name, answer),
    ids: at.ids,
    position: at.position,
    values: present({
      title: data.name,
      artist: data.artist?.name,
      overview: data.wiki,
      tags: data.toptags,
      duration: data.duration,
      listeners: data.listeners,
      plays: data.playcount,
    }),
  };
}

function coverOf({ image }: LastfmAlbum): ImageCandidate[] {
  return image === undefined || image.includes(PLACEHOLDER) ? [] : [{ kind: 'cover', url: image, width: LARGEST }];
}
