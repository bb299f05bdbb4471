"""Prints what mutagen reads in files, by the names of Picard: {path: {"fields": {name: [values]}, "keys": [...],
"covers": [SHA-1 of each front cover]}}.

usage: read-with-mutagen.py FILE...
"""
import base64
import hashlib
import json
import struct
import sys

sys.dont_write_bytecode = True

from mutagen import File, id3
from mutagen.apev2 import APEv2, APEv2File
from mutagen.asf import ASF
from mutagen.flac import FLAC, Picture
from mutagen.mp4 import MP4
from mutagen.oggflac import OggFLAC

from picard_names import APE, ATOMS, FRAMES, FREE, MP4_FREE, ROLES, WM


def fraction(fields, text, number, total):
    parts = str(text).split('/')
    if parts[0] not in ('', '0'):
        fields[number] = [parts[0]]
    if len(parts) > 1:
        fields[total] = [parts[1]]


def read_id3(tags):
    fields = {}
    frames = {frame: name for name, frame in FRAMES.items()}
    free = {description: name for name, description in FREE.items()}
    roles = {role: name for name, role in ROLES.items()}
    for frame in tags.values():
        if frame.FrameID in frames:
            fields[frames[frame.FrameID]] = [str(text) for text in frame.text]
        elif frame.FrameID == 'TXXX':
            name = frame.desc.lower() if frame.desc.startswith('REPLAYGAIN') else frame.desc
            fields[free.get(frame.desc, name)] = list(frame.text)
        elif frame.FrameID in ('TIPL', 'TMCL', 'IPLS'):
            for role, person in frame.people:
                value = person if role in roles else person + (' (' + role + ')' if role else '')
                fields.setdefault(roles.get(role, 'performer'), []).append(value)
        elif frame.FrameID == 'TRCK':
            fraction(fields, frame, 'tracknumber', 'tracktotal')
        elif frame.FrameID == 'TPOS':
            fraction(fields, frame, 'discnumber', 'disctotal')
        elif frame.FrameID == 'MVIN':
            fraction(fields, frame, 'movement', 'movementtotal')
        elif frame.FrameID == 'COMM' and frame.desc == '':
            fields['comment'] = list(frame.text)
        elif frame.FrameID == 'USLT' and frame.desc == '':
            fields['lyrics'] = [frame.text]
        elif frame.HashKey == 'UFID:http://musicbrainz.org':
            fields['musicbrainz_trackid'] = [frame.data.decode()]
        elif frame.FrameID == 'WOAR':
            fields.setdefault('website', []).append(frame.url)
        elif frame.FrameID == 'WCOP':
            fields['license'] = [frame.url]
    return fields


def read_mp4(tags):
    fields = {}
    atoms = {atom: name for name, atom in ATOMS.items()}
    free = {description: name for name, description in MP4_FREE.items()}
    for key, values in tags.items():
        if key in ('trkn', 'disk'):
            number, total = {'trkn': ('tracknumber', 'tracktotal'), 'disk': ('discnumber', 'disctotal')}[key]
            fraction(fields, '%d/%d' % values[0], number, total)
        elif key in atoms:
            plain = values if isinstance(values, list) else ['1' if values else '0']
            fields[atoms[key]] = [str(value) for value in plain]
        elif key.startswith('----:com.apple.iTunes:'):
            name = key.split(':', 2)[2]
            known = free.get(name, name.lower())
            fields[known] = [bytes(value).decode() for value in values]
    return fields


def read_asf(tags):
    fields = {}
    names = {name: field for field, name in WM.items()}
    for key, values in dict(tags).items():
        texts = [str(value) for value in values]
        if key == 'WM/PartOfSet':
            fraction(fields, texts[0], 'discnumber', 'disctotal')
        elif key in ('WM/TrackNumber', 'TotalTracks'):
            fields['tracknumber' if key == 'WM/TrackNumber' else 'tracktotal'] = texts
        elif key != 'WM/Picture':
            fields[names.get(key, key.lower())] = texts
    return fields


def read_ape(tags):
    fields = {}
    names = {name.lower(): field for field, name in APE.items()}
    for key, value in tags.items():
        name = key.lower()
        if name == 'track':
            fraction(fields, value, 'tracknumber', 'tracktotal')
        elif name == 'disc':
            fraction(fields, value, 'discnumber', 'disctotal')
        elif value.kind == 0:
            fields[names.get(name, name)] = list(value)
    return fields


def covers_of(audio, tags):
    if isinstance(audio, FLAC):
        return [one.data for one in audio.pictures if one.type == 3]
    if isinstance(tags, id3.ID3):
        return [frame.data for frame in tags.getall('APIC') if frame.type == 3]
    if isinstance(audio, MP4):
        return [bytes(one) for one in tags.get('covr', [])]
    if isinstance(audio, ASF):
        found = []
        for value in tags['WM/Picture'] if 'WM/Picture' in tags else []:
            kind, length = struct.unpack_from('<bi', value.value)
            found += [value.value[-length:]] if kind == 3 else []
        return found
    if isinstance(tags, APEv2):
        return [value.value.split(b'\0', 1)[1] for key, value in tags.items() if key.lower() == 'cover art (front)']
    pictures = [Picture(base64.b64decode(text)) for text in tags.get('metadata_block_picture', [])]
    return [one.data for one in pictures if one.type == 3]


def read(path):
    audio = OggFLAC(path) if path.endswith('.oga') else File(path)
    tags = audio.tags
    if tags is None:
        try:
            tags = APEv2(path)
        except Exception:
            return {'fields': {}, 'keys': [], 'covers': []}
    if isinstance(tags, APEv2) or isinstance(audio, APEv2File):
        fields = read_ape(tags)
    elif isinstance(audio, ASF):
        fields = read_asf(tags)
    elif isinstance(audio, MP4):
        fields = read_mp4(tags)
    elif isinstance(tags, id3.ID3):
        fields = read_id3(tags)
    else:
        fields = {key.lower(): tags[key] for key in set(key.lower() for key in tags.keys())}
        fields.pop('metadata_block_picture', None)
    covers = [hashlib.sha1(data).hexdigest() for data in covers_of(audio, tags)]
    return {'fields': fields, 'keys': sorted(set(str(key) for key in dict(tags).keys())), 'covers': covers}


print(json.dumps({path: read(path) for path in sys.argv[1:]}))
