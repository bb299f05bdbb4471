/** Tag formats that name fields in their own way. */
export type TagNaming = 'id3' | 'vorbis' | 'ape' | 'mp4' | 'asf' | 'info';

/**
 * What each field is called where it is written: ID3v2, Vorbis comments, APEv2, MP4, ASF, RIFF INFO. Fields are those of
 * `media/tags/vocabulary.ts`. The names are Picard's (https://picard-docs.musicbrainz.org, appendix "Tag Mapping"), and
 * where Picard has none, one that `media/tags` reads. `*` stands for `----:com.apple.iTunes:`, `-` for "not written".
 * A number whose total stands in the same value ends with `/`; the row of that total has no name of its own.
 */
const TABLE = `
TITLE | TIT2 | TITLE | Title | ©nam | Title | INAM
SUBTITLE | TIT3 | SUBTITLE | Subtitle | *SUBTITLE | WM/SubTitle | -
ARTIST | TPE1 | ARTIST | Artist | ©ART | Author | IART
ARTISTS | TXXX:ARTISTS | ARTISTS | Artists | *ARTISTS | WM/ARTISTS | -
ALBUMARTIST | TPE2 | ALBUMARTIST | Album Artist | aART | WM/AlbumArtist | -
ALBUMARTISTS | TXXX:ALBUMARTISTS | ALBUMARTISTS | Albumartists | *ALBUMARTISTS | ALBUMARTISTS | -
ALBUM | TALB | ALBUM | Album | ©alb | WM/AlbumTitle | IPRD
TRACKNUMBER | TRCK/ | TRACKNUMBER | Track/ | trkn/ | WM/TrackNumber | ITRK
TRACKTOTAL | - | TRACKTOTAL, TOTALTRACKS | - | - | TotalTracks | -
DISCNUMBER | TPOS/ | DISCNUMBER | Disc/ | disk/ | WM/PartOfSet/ | -
DISCTOTAL | - | DISCTOTAL, TOTALDISCS | - | - | - | -
DISCSUBTITLE | TSST | DISCSUBTITLE | DiscSubtitle | *DISCSUBTITLE | WM/SetSubTitle | -
DATE | TDRC | DATE | Year | ©day | WM/Year | ICRD
RELEASEDATE | TDRL | RELEASEDATE | Releasedate | *RELEASEDATE | WM/ReleaseDate | -
ORIGINALDATE | TDOR | ORIGINALDATE, ORIGINALYEAR | Originaldate, ORIGINALYEAR | *ORIGINALDATE | WM/OriginalReleaseTime, WM/OriginalReleaseYear | -
GENRE | TCON | GENRE | Genre | ©gen | WM/Genre | IGNR
MOOD | TMOO | MOOD | Mood | *MOOD | WM/Mood | -
MEDIA | TMED | MEDIA | Media | *MEDIA | WM/Media | IMED
COMPOSER | TCOM | COMPOSER | Composer | ©wrt | WM/Composer | IMUS
LYRICIST | TEXT | LYRICIST | Lyricist | *LYRICIST | WM/Writer | IWRI
WRITER | TXXX:Writer | WRITER | Writer | *WRITER | WRITER | -
CONDUCTOR | TPE3 | CONDUCTOR | Conductor | *CONDUCTOR | WM/Conductor | -
REMIXER | TPE4 | REMIXER | MixArtist | *REMIXER | WM/ModifiedBy | -
ARRANGER | TIPL:arranger | ARRANGER | Arranger | *ARRANGER | WM/Arranger | -
ENGINEER | TIPL:engineer | ENGINEER | Engineer | *ENGINEER | WM/Engineer | IENG
PRODUCER | TIPL:producer | PRODUCER | Producer | *PRODUCER | WM/Producer | IPRO
DJMIXER | TIPL:DJ-mix | DJMIXER | DJMixer | *DJMIXER | WM/DJMixer | -
MIXER | TIPL:mix | MIXER | Mixer | *MIXER | WM/Mixer | -
PERFORMER | TMCL | PERFORMER | Performer | *PERFORMER | PERFORMER | -
LABEL | TPUB | LABEL | Label | *LABEL | WM/Publisher | -
CATALOGNUMBER | TXXX:CATALOGNUMBER | CATALOGNUMBER | CatalogNumber | *CATALOGNUMBER | WM/CatalogNo | -
BARCODE | TXXX:BARCODE | BARCODE | Barcode | *BARCODE | WM/Barcode | -
ISRC | TSRC | ISRC | ISRC | *ISRC | WM/ISRC | -
ASIN | TXXX:ASIN | ASIN | ASIN | *ASIN | ASIN | -
COPYRIGHT | TCOP | COPYRIGHT | Copyright | cprt | Copyright | ICOP
LANGUAGE | TLAN | LANGUAGE | Language | *LANGUAGE | WM/Language | ILNG
SCRIPT | TXXX:SCRIPT | SCRIPT | Script | *SCRIPT | WM/Script | -
COMMENT | COMM | COMMENT | Comment | ©cmt | Description | ICMT
LYRICS | USLT | LYRICS | Lyrics | ©lyr | WM/Lyrics | -
COMPILATION | TCMP | COMPILATION | Compilation | cpil | WM/IsCompilation | -
BPM | TBPM | BPM | BPM | tmpo | WM/BeatsPerMinute | IBPM
KEY | TKEY | KEY | KEY | *initialkey | WM/InitialKey | -
GROUPING | TIT1 | GROUPING | Grouping | ©grp | WM/ContentGroupDescription | -
WORK | TXXX:WORK | WORK | WORK | ©wrk | WM/Work | -
MOVEMENTNAME | MVNM | MOVEMENTNAME | MOVEMENTNAME | ©mvn | MOVEMENTNAME | -
MOVEMENT | MVIN/ | MOVEMENT | MOVEMENT | ©mvi | MOVEMENT | -
MOVEMENTTOTAL | - | MOVEMENTTOTAL | MOVEMENTTOTAL | ©mvc | MOVEMENTTOTAL | -
TITLESORT | TSOT | TITLESORT | TITLESORT | sonm | WM/TitleSortOrder | -
ARTISTSORT | TSOP | ARTISTSORT | ARTISTSORT | soar | WM/ArtistSortOrder | -
ALBUMARTISTSORT | TSO2 | ALBUMARTISTSORT | ALBUMARTISTSORT | soaa | WM/AlbumArtistSortOrder | -
ALBUMSORT | TSOA | ALBUMSORT | ALBUMSORT | soal | WM/AlbumSortOrder | -
COMPOSERSORT | TSOC | COMPOSERSORT | COMPOSERSORT | soco | WM/ComposerSortOrder | -
RELEASETYPE | TXXX:MusicBrainz Album Type | RELEASETYPE | MUSICBRAINZ_ALBUMTYPE | *MusicBrainz Album Type | MusicBrainz/Album Type | -
RELEASESTATUS | TXXX:MusicBrainz Album Status | RELEASESTATUS | MUSICBRAINZ_ALBUMSTATUS | *MusicBrainz Album Status | MusicBrainz/Album Status | -
RELEASECOUNTRY | TXXX:MusicBrainz Album Release Country | RELEASECOUNTRY | RELEASECOUNTRY | *MusicBrainz Album Release Country | MusicBrainz/Album Release Country | ICNT
MUSICBRAINZTRACKID | UFID | MUSICBRAINZ_TRACKID | MUSICBRAINZ_TRACKID | *MusicBrainz Track Id | MusicBrainz/Track Id | -
MUSICBRAINZRELEASETRACKID | TXXX:MusicBrainz Release Track Id | MUSICBRAINZ_RELEASETRACKID | MUSICBRAINZ_RELEASETRACKID | *MusicBrainz Release Track Id | MusicBrainz/Release Track Id | -
MUSICBRAINZALBUMID | TXXX:MusicBrainz Album Id | MUSICBRAINZ_ALBUMID | MUSICBRAINZ_ALBUMID | *MusicBrainz Album Id | MusicBrainz/Album Id | -
MUSICBRAINZRELEASEGROUPID | TXXX:MusicBrainz Release Group Id | MUSICBRAINZ_RELEASEGROUPID | MUSICBRAINZ_RELEASEGROUPID | *MusicBrainz Release Group Id | MusicBrainz/Release Group Id | -
MUSICBRAINZARTISTID | TXXX:MusicBrainz Artist Id | MUSICBRAINZ_ARTISTID | MUSICBRAINZ_ARTISTID | *MusicBrainz Artist Id | MusicBrainz/Artist Id | -
MUSICBRAINZALBUMARTISTID | TXXX:MusicBrainz Album Artist Id | MUSICBRAINZ_ALBUMARTISTID | MUSICBRAINZ_ALBUMARTISTID | *MusicBrainz Album Artist Id | MusicBrainz/Album Artist Id | -
MUSICBRAINZWORKID | TXXX:MusicBrainz Work Id | MUSICBRAINZ_WORKID | MUSICBRAINZ_WORKID | *MusicBrainz Work Id | MusicBrainz/Work Id | -
MUSICBRAINZDISCID | TXXX:MusicBrainz Disc Id | MUSICBRAINZ_DISCID | MUSICBRAINZ_DISCID | *MusicBrainz Disc Id | MusicBrainz/Disc Id | -
MUSICBRAINZORIGINALALBUMID | TXXX:MusicBrainz Original Album Id | MUSICBRAINZ_ORIGINALALBUMID | MUSICBRAINZ_ORIGINALALBUMID | *MusicBrainz Original Album Id | MusicBrainz/Original Album Id | -
MUSICBRAINZORIGINALARTISTID | TXXX:MusicBrainz Original Artist Id | MUSICBRAINZ_ORIGINALARTISTID | MUSICBRAINZ_ORIGINALARTISTID | *MusicBrainz Original Artist Id | MusicBrainz/Original Artist Id | -
ACOUSTIDID | TXXX:Acoustid Id | ACOUSTID_ID | ACOUSTID_ID | *Acoustid Id | Acoustid/Id | -
ACOUSTIDFINGERPRINT | TXXX:Acoustid Fingerprint | ACOUSTID_FINGERPRINT | ACOUSTID_FINGERPRINT | *Acoustid Fingerprint | Acoustid/Fingerprint | -
REPLAYGAINTRACKGAIN | TXXX:REPLAYGAIN_TRACK_GAIN | REPLAYGAIN_TRACK_GAIN | REPLAYGAIN_TRACK_GAIN | *REPLAYGAIN_TRACK_GAIN | REPLAYGAIN_TRACK_GAIN | -
REPLAYGAINTRACKPEAK | TXXX:REPLAYGAIN_TRACK_PEAK | REPLAYGAIN_TRACK_PEAK | REPLAYGAIN_TRACK_PEAK | *REPLAYGAIN_TRACK_PEAK | REPLAYGAIN_TRACK_PEAK | -
REPLAYGAINTRACKRANGE | TXXX:REPLAYGAIN_TRACK_RANGE | REPLAYGAIN_TRACK_RANGE | REPLAYGAIN_TRACK_RANGE | *REPLAYGAIN_TRACK_RANGE | REPLAYGAIN_TRACK_RANGE | -
REPLAYGAINALBUMGAIN | TXXX:REPLAYGAIN_ALBUM_GAIN | REPLAYGAIN_ALBUM_GAIN | REPLAYGAIN_ALBUM_GAIN | *REPLAYGAIN_ALBUM_GAIN | REPLAYGAIN_ALBUM_GAIN | -
REPLAYGAINALBUMPEAK | TXXX:REPLAYGAIN_ALBUM_PEAK | REPLAYGAIN_ALBUM_PEAK | REPLAYGAIN_ALBUM_PEAK | *REPLAYGAIN_ALBUM_PEAK | REPLAYGAIN_ALBUM_PEAK | -
REPLAYGAINALBUMRANGE | TXXX:REPLAYGAIN_ALBUM_RANGE | REPLAYGAIN_ALBUM_RANGE | REPLAYGAIN_ALBUM_RANGE | *REPLAYGAIN_ALBUM_RANGE | REPLAYGAIN_ALBUM_RANGE | -
REPLAYGAINREFERENCELOUDNESS | TXXX:REPLAYGAIN_REFERENCE_LOUDNESS | REPLAYGAIN_REFERENCE_LOUDNESS | REPLAYGAIN_REFERENCE_LOUDNESS | *REPLAYGAIN_REFERENCE_LOUDNESS | REPLAYGAIN_REFERENCE_LOUDNESS | -
ENCODEDBY | TENC | ENCODEDBY | EncodedBy | ©too | WM/EncodedBy | ITCH
ENCODERSETTINGS | TSSE | ENCODERSETTINGS | EncoderSettings | *ENCODERSETTINGS | WM/EncodingSettings | -
WEBSITE | WOAR | WEBSITE | Weblink | *WEBSITE | WM/AuthorURL | -
LICENSE | WCOP | LICENSE | LICENSE | *LICENSE | LICENSE | -`;

const COLUMNS: readonly TagNaming[] = ['id3', 'vorbis', 'ape', 'mp4', 'asf', 'info'];

const NAMES: ReadonlyMap<string, ReadonlyMap<TagNaming, readonly string[]>> = new Map(
  TABLE.trim()
    .split('\n')
    .map((row) => {
      const [field = '', ...cells] = row.split(' | ');
      return [field, new Map(COLUMNS.map((naming, index) => [naming, namesIn(cells[index] ?? '-')]))];
    }),
);

function namesIn(cell: string): readonly string[] {
  return cell === '-' ? [] : cell.split(', ').map((name) => name.replace('*', '----:com.apple.iTunes:'));
}
/** What a format calls a field; empty where it is not written. A name that ends with `/` holds `number/total`. */
export function namesOf(naming: TagNaming, field: string): readonly string[] {
  return NAMES.get(field)?.get(naming) ?? [];
}

/** What a person calls a field: Picard's name in Vorbis comments, in lower case (`musicbrainz_albumid`). */
export function displayName(field: string): string {
  return (namesOf('vorbis', field)[0] ?? field).toLowerCase();
}

/** Whether some format has a name for a field. */
export function isWritten(field: string): boolean {
  return NAMES.has(field);
}
