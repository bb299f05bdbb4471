"""Writes tags with mutagen as Picard names them, and prints what mutagen says of the sound.

usage: write-with-mutagen.py FIELDS.json FILE...
"""
import json
import sys

from mutagen import File, id3
from mutagen.apev2 import APEv2File
from mutagen.asf import ASF, ASFUnicodeAttribute
from mutagen.id3 import Encoding
from mutagen.oggflac import OggFLAC

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


def write_id3(tags, fields, version):
    for key, values in fields.items():
        joined = values if version == 4 else ['; '.join(values)]
        if key in FRAMES:
            tags.add(getattr(id3, FRAMES[key])(encoding=Encoding.UTF16, text=joined))
        elif key in FREE or key.startswith('replaygain'):
            tags.add(id3.TXXX(encoding=Encoding.UTF16, desc=FREE.get(key, key.upper()), text=joined))
    pairs = [[role, name] for key, role in ROLES.items() for name in fields.get(key, [])]
    players = [[value[value.index('(') + 1:-1], value[:value.index(' (')]] for value in fields['performer']]
    if version == 4:
        tags.add(id3.TIPL(encoding=Encoding.UTF8, people=pairs))
        tags.add(id3.TMCL(encoding=Encoding.UTF8, people=players))
    else:
        tags.add(id3.IPLS(encoding=Encoding.UTF16, people=pairs + players))
    tags.add(id3.TRCK(encoding=0, text=fields['tracknumber'][0] + '/' + fields['tracktotal'][0]))
    tags.add(id3.TPOS(encoding=0, text=fields['discnumber'][0] + '/' + fields['disctotal'][0]))
    tags.add(id3.MVIN(encoding=0, text=fields['movement'][0] + '/' + fields['movementtotal'][0]))
    tags.add(id3.COMM(encoding=Encoding.UTF16, lang='eng', desc='', text=fields['comment']))
    tags.add(id3.USLT(encoding=Encoding.UTF16, lang='eng', desc='', text=fields['lyrics'][0]))
    tags.add(id3.UFID(owner='http://musicbrainz.org', data=fields['musicbrainz_trackid'][0].encode()))
    tags.add(id3.WOAR(url=fields['website'][0]))
    tags.add(id3.APIC(encoding=0, mime='image/jpeg', type=3, desc='', data=b'\xff\xd8\xff' + bytes(2000)))


def write(path, fields):
    if path.endswith('.oga'):
        audio = OggFLAC(path)
    else:
        audio = File(path)
    if isinstance(audio, ASF):
        for key, values in fields.items():
            name = WM.get(key, key.upper() if key.startswith('replaygain') else None)
            if name:
                audio[name] = [ASFUnicodeAttribute(value) for value in values]
        audio['WM/TrackNumber'] = fields['tracknumber'][0] + '/' + fields['tracktotal'][0]
        audio['WM/PartOfSet'] = fields['discnumber'][0] + '/' + fields['disctotal'][0]
        audio.save()
    elif isinstance(audio, APEv2File):
        if audio.tags is None:
            audio.add_tags()
        for key, values in fields.items():
            if not key.endswith('total') and key not in ('tracknumber', 'discnumber'):
                audio[APE.get(key, key.upper())] = values
        audio['Track'] = fields['tracknumber'][0] + '/' + fields['tracktotal'][0]
        audio['Disc'] = fields['discnumber'][0] + '/' + fields['disctotal'][0]
        audio['MOVEMENTTOTAL'] = fields['movementtotal']
        audio.save()
    elif path.endswith(('.mp3', '.mp2', '.wav', '.aiff', '.aifc', '.dsf', '.tta', '.dff')):
        if audio.tags is None:
            audio.add_tags()
        version = 3 if '23' in path else 4
        write_id3(audio.tags, fields, version)
        if version == 3:
            audio.tags.update_to_v23()
        audio.save(v2_version=version)
    else:
        for key, values in fields.items():
            audio[key] = values
        audio.save()
    info = audio.info
    bits = getattr(info, 'bits_per_sample', None)
    return {'length': info.length, 'channels': getattr(info, 'channels', None),
            'sampleRate': getattr(info, 'sample_rate', None), 'bits': bits}


wishes = json.load(open(sys.argv[1], encoding='utf-8'))
print(json.dumps({path: write(path, wishes) for path in sys.argv[2:]}))
