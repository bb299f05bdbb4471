import type { NameCase } from './case.ts';

/** Tracks and releases of music. */
export const MUSIC_CASES: readonly NameCase[] = [
  {
    name: '01 - The Lanterns - Night Bus.mp3',
    expect: { type: 'track', track: 1, artist: 'The Lanterns', trackTitle: 'Night Bus' },
  },
  { name: '01. Night Bus.flac', expect: { track: 1, trackTitle: 'Night Bus' } },
  { name: '01-the_lanterns-night_bus.mp3', expect: { track: 1, artist: 'the lanterns', trackTitle: 'night bus' } },
  { name: '2_13 Night Bus.mp3', expect: { disc: 2, track: 13, trackTitle: 'Night Bus' } },
  { name: '1-07 Night Bus.m4a', expect: { disc: 1, track: 7 } },
  { name: '[03] Night Bus.ogg', expect: { track: 3, trackTitle: 'Night Bus' } },
  { name: 'Track 7.mp3', expect: { track: 7 } },
  { name: 'track-no_12.mp3', expect: { track: 12 } },
  { name: 'Night Bus (07).mp3', expect: { track: 7 } },
  { name: 'Song 2.mp3', expect: { trackTitle: 'Song 2' } },
  { name: "Don't Stop the 80's.mp3", expect: { trackTitle: "Don't Stop the 80's" } },
  { name: '30,000 Pounds.mp3', expect: { trackTitle: '30,000 Pounds' } },
  { name: '0000042 Night.mp3', expect: { track: 42, trackTitle: 'Night' } },
  { name: '٠٥ ليل.mp3', expect: { track: 5 } },
  { name: '0.mp3', expect: {} },
  { name: 'Night Bus by The Lanterns.mp3', expect: {} },
  { name: 'The Night Bus by The Lanterns.mp3', expect: { artist: 'The Lanterns', trackTitle: 'The Night Bus' } },
  {
    name: '/music/The Lanterns/Harbour (2004)/CD2/03 Night Bus.flac',
    expect: { artist: 'The Lanterns', album: 'Harbour', year: 2004, disc: 2, track: 3 },
  },
  {
    name: '/music/The Lanterns - Harbour (2004) [FLAC]/03 Night Bus.flac',
    expect: { artist: 'The Lanterns', album: 'Harbour', year: 2004 },
  },
  { name: '/music/The Lanterns/Harbour/Disc B/03.flac', expect: { album: 'Harbour', disc: 2, track: 3 } },
  {
    name: '/music/The Lanterns/Harbour [mbid-0a1b2c3d-0000-4000-8000-000000000000]/03 Night.flac',
    expect: { track: 3 },
  },
  {
    name: 'The Lanterns - Harbour (2004) [FLAC]',
    expect: { type: 'track', artist: 'The Lanterns', album: 'Harbour', year: 2004, audioCodecs: ['flac'] },
  },
  { name: 'VA - Harbour Songs [2014][MP3][192 kbps]', expect: { artist: 'VA', album: 'Harbour Songs', year: 2014 } },
  {
    name: 'The_Lanterns-Harbour-WEB-2017-GRP',
    expect: { artist: 'The Lanterns', album: 'Harbour', year: 2017, releaseGroup: 'GRP' },
  },
  {
    name: 'The Lanterns-2007-Harbour Lights-GRP',
    expect: { artist: 'The Lanterns', album: 'Harbour Lights', year: 2007, releaseGroup: 'GRP' },
  },
  { name: 'Lanterns-Discography_1998_-_2001-CD-FLAC-2007-GRP', expect: { artist: 'Lanterns' } },
  {
    name: '(Folk Rock) [CD] The Lanterns - Harbour - 2017, FLAC (tracks), lossless',
    expect: { artist: 'The Lanterns', album: 'Harbour', year: 2017 },
  },
  { name: 'The Lanterns - Harbour 1998 2CD 192kbps', expect: { artist: 'The Lanterns', album: 'Harbour' } },
  { name: 'The Lanterns - Complete Discography [1989]', expect: { artist: 'The Lanterns' } },
  {
    name: 'The Lanterns-Harbour-24BIT-WEBFLAC-2022-GRP-NZBgeek',
    expect: { audioCodecs: ['flac'], releaseGroup: 'GRP' },
  },
  { name: 'Lanterns - 2010 - Harbour [FLAC]', expect: { artist: 'Lanterns', album: 'Harbour', year: 2010 } },
  { name: 'Lanterns_Band-Harbour-(LABEL001)-WEB-2019-GRP', expect: { artist: 'Lanterns Band', album: 'Harbour' } },
  {
    name: 'Various Artists - Harbour [2019] (320)',
    expect: { type: 'track', artist: 'Various Artists', album: 'Harbour' },
  },
  { name: 'Lanterns Discography 1990-2010 FLAC', expect: { artist: 'Lanterns' } },
  { name: 'Disc 1 - 03 - Night Bus.mp3', expect: { disc: 1, track: 3, trackTitle: 'Night Bus' } },
  { name: 'CD1-03 Night Bus.mp3', expect: { disc: 1, track: 3 } },
  { name: '3 Lanterns Down - Night.mp3', expect: { artist: '3 Lanterns Down', trackTitle: 'Night' } },
  { name: 'Lanterns - Harbour - 05 - Night.mp3', expect: { artist: 'Lanterns', track: 5, trackTitle: 'Night' } },
  { name: 'Lanterns/2004 - Harbour/05 Night.mp3', expect: { artist: 'Lanterns', album: 'Harbour', year: 2004 } },
  // The folder above may be of the artist, and the dash of the album's title
  {
    name: 'DJ Quarry/Harbour - The Long Night (2004)/05 Night.mp3',
    expect: {
      artist: 'Harbour',
      album: 'The Long Night',
      alternatives: [
        {
          weight: 0.5,
          rule: 'alternative.album-in-parts',
          title: 'Harbour - The Long Night',
          artist: 'DJ Quarry',
        },
      ],
    },
  },
  { name: 'Music/Lanterns - Harbour/05 Night.mp3', expect: { artist: 'Lanterns', alternatives: [] } },
  { name: 'Lanterns/Lanterns - Harbour/05 Night.mp3', expect: { artist: 'Lanterns', alternatives: [] } },
  { name: 'Harbour [2004][ape]', expect: { album: 'Harbour', audioCodecs: ['ape'] } },
];
