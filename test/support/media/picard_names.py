"""Names of Picard for its fields, as mutagen takes them: ID3v2, APEv2, ASF, MP4."""

FRAMES = {
    'title': 'TIT2', 'artist': 'TPE1', 'albumartist': 'TPE2', 'album': 'TALB', 'discsubtitle': 'TSST', 'date': 'TDRC',
    'originaldate': 'TDOR', 'releasedate': 'TDRL', 'genre': 'TCON', 'mood': 'TMOO', 'media': 'TMED', 'composer': 'TCOM',
    'lyricist': 'TEXT', 'conductor': 'TPE3', 'remixer': 'TPE4', 'label': 'TPUB', 'isrc': 'TSRC', 'copyright': 'TCOP',
    'language': 'TLAN', 'compilation': 'TCMP', 'bpm': 'TBPM', 'key': 'TKEY', 'grouping': 'TIT1', 'movementname': 'MVNM',
    'titlesort': 'TSOT', 'artistsort': 'TSOP', 'albumartistsort': 'TSO2', 'albumsort': 'TSOA', 'composersort': 'TSOC',
    'encodedby': 'TENC', 'encodersettings': 'TSSE',
}
FREE = {
    'artists': 'ARTISTS', 'writer': 'Writer', 'catalognumber': 'CATALOGNUMBER', 'barcode': 'BARCODE', 'asin': 'ASIN',
    'script': 'SCRIPT', 'work': 'WORK', 'releasetype': 'MusicBrainz Album Type', 'releasestatus': 'MusicBrainz Album Status',
    'releasecountry': 'MusicBrainz Album Release Country', 'musicbrainz_releasetrackid': 'MusicBrainz Release Track Id',
    'musicbrainz_albumid': 'MusicBrainz Album Id', 'musicbrainz_releasegroupid': 'MusicBrainz Release Group Id',
    'musicbrainz_artistid': 'MusicBrainz Artist Id', 'musicbrainz_albumartistid': 'MusicBrainz Album Artist Id',
    'musicbrainz_workid': 'MusicBrainz Work Id', 'musicbrainz_discid': 'MusicBrainz Disc Id',
    'musicbrainz_originalalbumid': 'MusicBrainz Original Album Id',
    'musicbrainz_originalartistid': 'MusicBrainz Original Artist Id', 'acoustid_id': 'Acoustid Id',
    'acoustid_fingerprint': 'Acoustid Fingerprint', 'license': 'LICENSE',
}
ROLES = {'arranger': 'arranger', 'engineer': 'engineer', 'producer': 'producer', 'djmixer': 'DJ-mix', 'mixer': 'mix'}
APE = {
    'albumartist': 'Album Artist', 'date': 'Year', 'remixer': 'MixArtist', 'website': 'Weblink',
    'releasetype': 'MUSICBRAINZ_ALBUMTYPE', 'releasestatus': 'MUSICBRAINZ_ALBUMSTATUS',
}
WM = {
    'title': 'Title', 'artist': 'Author', 'artists': 'WM/ARTISTS', 'albumartist': 'WM/AlbumArtist', 'album': 'WM/AlbumTitle',
    'discsubtitle': 'WM/SetSubTitle', 'date': 'WM/Year', 'originaldate': 'WM/OriginalReleaseTime', 'genre': 'WM/Genre',
    'mood': 'WM/Mood', 'media': 'WM/Media', 'composer': 'WM/Composer', 'lyricist': 'WM/Writer',
    'conductor': 'WM/Conductor', 'remixer': 'WM/ModifiedBy', 'arranger': 'WM/Arranger', 'engineer': 'WM/Engineer',
    'producer': 'WM/Producer', 'djmixer': 'WM/DJMixer', 'mixer': 'WM/Mixer', 'label': 'WM/Publisher',
    'catalognumber': 'WM/CatalogNo', 'barcode': 'WM/Barcode', 'isrc': 'WM/ISRC', 'copyright': 'Copyright',
    'language': 'WM/Language', 'script': 'WM/Script', 'comment': 'Description', 'lyrics': 'WM/Lyrics',
    'compilation': 'WM/IsCompilation', 'bpm': 'WM/BeatsPerMinute', 'key': 'WM/InitialKey',
    'grouping': 'WM/ContentGroupDescription', 'work': 'WM/Work', 'titlesort': 'WM/TitleSortOrder',
    'artistsort': 'WM/ArtistSortOrder', 'albumartistsort': 'WM/AlbumArtistSortOrder', 'albumsort': 'WM/AlbumSortOrder',
    'composersort': 'WM/ComposerSortOrder', 'releasetype': 'MusicBrainz/Album Type',
    'releasestatus': 'MusicBrainz/Album Status', 'releasecountry': 'MusicBrainz/Album Release Country',
    'musicbrainz_trackid': 'MusicBrainz/Track Id', 'musicbrainz_releasetrackid': 'MusicBrainz/Release Track Id',
    'musicbrainz_albumid': 'MusicBrainz/Album Id', 'musicbrainz_releasegroupid': 'MusicBrainz/Release Group Id',
    'musicbrainz_artistid': 'MusicBrainz/Artist Id', 'musicbrainz_albumartistid': 'MusicBrainz/Album Artist Id',
    'musicbrainz_workid': 'MusicBrainz/Work Id', 'musicbrainz_discid': 'MusicBrainz/Disc Id',
    'musicbrainz_originalalbumid': 'MusicBrainz/Original Album Id',
    'musicbrainz_originalartistid': 'MusicBrainz/Original Artist Id', 'acoustid_id': 'Acoustid/Id',
    'acoustid_fingerprint': 'Acoustid/Fingerprint', 'encodedby': 'WM/EncodedBy',
    'encodersettings': 'WM/EncodingSettings', 'website': 'WM/AuthorURL', 'license': 'LICENSE', 'asin': 'ASIN',
}
ATOMS = {
    'title': '\xa9nam', 'artist': '\xa9ART', 'albumartist': 'aART', 'album': '\xa9alb', 'date': '\xa9day', 'genre': '\xa9gen',
    'composer': '\xa9wrt', 'grouping': '\xa9grp', 'work': '\xa9wrk', 'movementname': '\xa9mvn', 'movement': '\xa9mvi',
    'movementtotal': '\xa9mvc', 'titlesort': 'sonm', 'artistsort': 'soar', 'albumartistsort': 'soaa', 'albumsort': 'soal',
    'composersort': 'soco', 'compilation': 'cpil', 'bpm': 'tmpo', 'comment': '\xa9cmt', 'lyrics': '\xa9lyr',
    'copyright': 'cprt', 'encodedby': '\xa9too',
}
MP4_FREE = dict(FREE, musicbrainz_trackid='MusicBrainz Track Id', key='initialkey')
