/** Genres of ID3v1 by number: the first 80 of the standard, then those of Winamp. */
const GENRES = (
  'Blues|Classic Rock|Country|Dance|Disco|Funk|Grunge|Hip-Hop|Jazz|Metal|New Age|Oldies|Other|Pop|R&B|Rap|Reggae|Rock|Techno|' +
  'Industrial|Alternative|Ska|Death Metal|Pranks|Soundtrack|Euro-Techno|Ambient|Trip-Hop|Vocal|Jazz+Funk|Fusion|Trance|' +
  'Classical|Instrumental|Acid|House|Game|Sound Clip|Gospel|Noise|Alt. Rock|Bass|Soul|Punk|Space|Meditative|' +
  'Instrumental Pop|Instrumental Rock|Ethnic|Gothic|Darkwave|Techno-Industrial|Electronic|Pop-Folk|Eurodance|Dream|' +
  'Southern Rock|Comedy|Cult|Gangsta Rap|Top 40|Christian Rap|Pop/Funk|Jungle|Native American|Cabaret|New Wave|Psychedelic|' +
  'Rave|Showtunes|Trailer|Lo-Fi|Tribal|Acid Punk|Acid Jazz|Polka|Retro|Musical|Rock & Roll|Hard Rock|Folk|Folk-Rock|' +
  'National Folk|Swing|Fast-Fusion|Bebop|Latin|Revival|Celtic|Bluegrass|Avantgarde|Gothic Rock|Progressive Rock|' +
  'Psychedelic Rock|Symphonic Rock|Slow Rock|Big Band|Chorus|Easy Listening|Acoustic|Humour|Speech|Chanson|Opera|' +
  'Chamber Music|Sonata|Symphony|Booty Bass|Primus|Porn Groove|Satire|Slow Jam|Club|Tango|Samba|Folklore|Ballad|' +
  'Power Ballad|Rhythmic Soul|Freestyle|Duet|Punk Rock|Drum Solo|A Cappella|Euro-House|Dance Hall|Goa|Drum & Bass|' +
  'Club-House|Hardcore|Terror|Indie|BritPop|Afro-Punk|Polsk Punk|Beat|Christian Gangsta Rap|Heavy Metal|Black Metal|' +
  'Crossover|Contemporary Christian|Christian Rock|Merengue|Salsa|Thrash Metal|Anime|JPop|Synthpop|Abstract|Art Rock|' +
  'Baroque|Bhangra|Big Beat|Breakbeat|Chillout|Downtempo|Dub|EBM|Eclectic|Electro|Electroclash|Emo|Experimental|Garage|' +
  'Global|IDM|Illbient|Industro-Goth|Jam Band|Krautrock|Leftfield|Lounge|Math Rock|New Romantic|Nu-Breakz|Post-Punk|' +
  'Post-Rock|Psytrance|Shoegaze|Space Rock|Trop Rock|World Music|Neoclassical|Audiobook|Audio Theatre|Neue Deutsche Welle|' +
  'Podcast|Indie Rock|G-Funk|Dubstep|Garage Rock|Psybient'
).split('|');

/**
 * Genres of one value of an ID3 tag: `17` and `(17)` are numbers, `(17)Rock` says one genre twice, `(4)Eurodisco` names two,
 * `((Foo)` is a name in parentheses. Numbers that mean nothing are left out.
 */
export function id3Genres(value: string): readonly string[] {
  const genres: string[] = [];
  let rest = value.trim();
  for (let count = 0; count < 20; count++) {
    const [whole, code = ''] = /^\((\d{1,3}|RX|CR)\)/.exec(rest) ?? [];
    if (whole === undefined) break;
    const genre = byCode(code);
    if (genre !== undefined) genres.push(genre);
    rest = rest.slice(whole.length).trim();
  }
  if (rest.startsWith('((')) rest = rest.slice(1);
  const last = /^(\d{1,3}|RX|CR)$/.test(rest) ? byCode(rest) : rest;
  if (last !== undefined && last !== '' && !genres.some((one) => one.toLowerCase() === last.toLowerCase()))
    genres.push(last);
  return genres;
}

/** The genre of a number, as a text; undefined where there is none. */
export function byCode(code: string): string | undefined {
  if (code === 'RX') return 'Remix';
  return code === 'CR' ? 'Cover' : GENRES[Number(code)];
}

/** The number of a genre of ID3v1; undefined where it has none. */
export function genreNumber(genre: string): number | undefined {
  const at = GENRES.findIndex((one) => one.toLowerCase() === genre.toLowerCase());
  return at < 0 ? undefined : at;
}
