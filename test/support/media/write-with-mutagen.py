"""Writes tags with mutagen as Picard names them, and prints what mutagen says of the sound.

usage: write-with-mutagen.py FIELDS.json FILE...
"""
import json
import sys

sys.dont_write_bytecode = True

from mutagen import File, id3
from mutagen.apev2 import APEv2File
from mutagen.asf import ASF, ASFUnicodeAttribute
from mutagen.id3 import Encoding
from mutagen.mp4 import MP4
from mutagen.oggflac import OggFLAC

from picard_names import APE, ATOMS, FRAMES, FREE, MP4_FREE, ROLES, WM

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


def write_mp4(audio, fields):
    for key, values in fields.items():
        if key == 'compilation':
            audio['cpil'] = values[0] == '1'
        elif key in ('bpm', 'movement', 'movementtotal'):
            audio[ATOMS[key]] = [int(values[0])]
        elif key in ATOMS:
            audio[ATOMS[key]] = values
        elif not key.startswith(('track', 'disctotal', 'discnumber')):
            name = MP4_FREE.get(key, key.upper())
            audio['----:com.apple.iTunes:' + name] = [value.encode() for value in values]
    audio['trkn'] = [(int(fields['tracknumber'][0]), int(fields['tracktotal'][0]))]
    audio['disk'] = [(int(fields['discnumber'][0]), int(fields['disctotal'][0]))]
    audio['covr'] = [b'\xff\xd8\xff' + bytes(2000)]
    audio.save()


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
    elif isinstance(audio, MP4):
        write_mp4(audio, fields)
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
