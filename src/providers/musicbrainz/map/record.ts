import type { JsonBody } from '../../../http/port.ts';
import type { SourceRecord } from '../../../model/records.ts';
import { yearOf } from '../../../model/year.ts';
import { bareRecord } from '../../shared/bare-record.ts';
import { present } from '../../shared/present.ts';
import type { MbArtist, MbRelease, MbReleaseGroup } from '../schema.ts';
import { creditsOf } from './credits.ts';
import { artistName, type PlacedTrack, tracksOf } from './parts.ts';

type Answered = Omit<JsonBody<MbRelease>, 'data'>;

/** A release lookup → the release with its tracks, its group above it and the artist above that. */
export function releaseRecord({ data: release, ...answer }: JsonBody<MbRelease>): SourceRecord {
  const { group } = release;
  const tracks = tracksOf(release);
  const artist = artistName(release);
  return {
    ...bareRecord('musicbrainz', 'release', release.id, answer),
    ids: { 'musicbrainz-release': release.id },
    values: present({
      title: release.title,
      alternativeTitles: release.aliases,
      artist,
      albumArtist: artist,
      releaseDate: release.date,
      year: yearOf(release.date),
      countries: [...new Set([release.country, ...release.countries].flatMap(countriesOf))],
      languages: release.language === undefined ? [] : [release.language],
      label: release.labels[0],
      catalogNumber: release.catalogNumbers[0],
      barcode: release.barcode,
      genres: release.genres.length > 0 ? release.genres : group?.genres,
      tags: release.tags,
      releaseTypes: group?.types,
      releaseStatus: release.status,
      mediaFormat: formatsOf(release),
      disambiguation: release.disambiguation,
      discTotal: release.media.length === 0 ? undefined : release.media.length,
      trackTotal: tracks.length === 0 ? release.trackCount : tracks.length,
    }),
    credits: creditsOf(release.relations),
    children: tracks.map((track) => trackRecord(track, release, answer)),
    ...present({
      parent: parentOf(release, answer),
      hints: release.hasCoverArt === undefined ? undefined : { coverArt: release.hasCoverArt },
    }),
  };
}

function trackRecord({ track, disc, position }: PlacedTrack, release: MbRelease, answer: Answered): SourceRecord {
  const { recording } = track;
  const medium = release.media.find((each, index) => (each.position ?? index + 1) === disc);
  return {
    ...bareRecord('musicbrainz', 'track', track.id ?? `${release.id}/${disc}/${position}`, answer),
    ids: present({ 'musicbrainz-track': track.id, 'musicbrainz-recording': recording?.id }),
    position: { disc, track: position },
    values: present({
      title: track.title ?? recording?.title,
      alternativeTitles: recording?.aliases,
      artist: track.credit.name ?? recording?.credit.name ?? artistName(release),
      albumArtist: artistName(release),
      duration: track.length ?? recording?.length,
      discNumber: disc,
      discTotal: release.media.length,
      trackNumber: position,
      trackTotal: medium?.trackCount ?? medium?.tracks.length,
      isrc: recording?.isrcs[0],
      genres: recording?.genres,
      tags: recording?.tags,
      ratings: recording?.rating,
      languages: [...new Set(recording?.languages ?? [])],
      disambiguation: recording?.disambiguation,
    }),
    credits: creditsOf(recording?.relations ?? []),
    children: [],
  };
}

function parentOf(release: MbRelease, answer: Answered): SourceRecord | undefined {
  const { group } = release;
  const artist = group?.credit.artists[0] ?? release.credit.artists[0];
  const above = artist === undefined ? undefined : artistRecord(artist, answer);
  return group === undefined ? above : groupRecord(group, release, above, answer);
}

function groupRecord(
  group: MbReleaseGroup,
  release: MbRelease,
  parent: SourceRecord | undefined,
  answer: Answered,
): SourceRecord {
  const artist = group.credit.name ?? release.credit.name;
  return {
    ...bareRecord('musicbrainz', 'release-group', group.id, answer),
    ids: { 'musicbrainz-release-group': group.id },
    values: present({
      title: group.title ?? release.title,
      alternativeTitles: group.aliases,
      artist,
      albumArtist: artist,
      releaseDate: group.firstReleased,
      year: yearOf(group.firstReleased),
      genres: group.genres,
      tags: group.tags,
      ratings: group.rating,
      releaseTypes: group.types,
      disambiguation: group.disambiguation,
    }),
    ...present({ parent }),
  };
}

function artistRecord(artist: MbArtist, answer: Answered): SourceRecord {
  return {
    ...bareRecord('musicbrainz', 'artist', artist.id, answer),
    ids: { 'musicbrainz-artist': artist.id },
    values: present({
      title: artist.name,
      sortTitle: artist.sortName,
      alternativeTitles: artist.aliases,
      countries: countriesOf(artist.country),
      genres: artist.genres,
      tags: artist.tags,
      ratings: artist.rating,
      disambiguation: artist.disambiguation,
    }),
  };
}

/** MusicBrainz' own codes beside ISO 3166-1 begin with X: worldwide XW, Europe XE … */
function countriesOf(code: string | undefined): string[] {
  return code !== undefined && /^[A-WYZ][A-Z]$/.test(code) ? [code] : [];
}

/** `CD`, `2×CD`, `CD + DVD` */
function formatsOf(release: MbRelease): string | undefined {
  const counts = new Map<string, number>();
  for (const { format } of release.media) {
    if (format !== undefined) counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  const said = [...counts].map(([format, count]) => (count > 1 ? `${count}×${format}` : format));
  return said.length === 0 ? undefined : said.join(' + ');
}
