import { cleanText } from '../text/clean.ts';

/** What the stem of an audio file says. */
export interface TrackName {
  readonly disc: number | undefined;
  readonly track: number | undefined;
  readonly artist: string | undefined;
  readonly title: string | undefined;
  readonly rule: string;
}

const WORD = /(?:^|[\s._([-])(?:track|trk|titel|piste|pista)[\s._-]*(?:no|nr|number)?[\s._#-]*(\d{1,4})(?!\d)/i;
const DISC_AND_TRACK = /^(\d|0\d)[-_.](\d{2})(?!\d)[\s._-]*/;
const DISC_WORD = /^(?:cd|dis[ck])[\s._-]*(\d{1,2})[\s._-]+(?=\d)/i;
const LEADING_BRACKET = /^[[(](\d{1,3})[\])][\s._-]*/;
const ANY_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g;
const ZERO_LEADING = /^(0\d+)(?!\d)/;

/**
 * Track number, artist and title from the stem of an audio file: `01 - Artist - Title`, `2_13 Title`, `Track 7`,
 * `Title [07]`. Numbers that belong to the title ("Song 2", "99 Problems" behind a track word) are left in it.
 * Source: Picard's tracknum_from_filename and beets' fromfilename describe the same practice.
 */
export function readTrackName(stem: string): TrackName {
  const text = stem.replace(ANY_DIGIT, asciiDigit);
  const word = WORD.exec(text);
  if (word !== null) {
    const track = positive(Number(word[1]));
    const rest = cleanText(`${text.slice(0, word.index)} ${text.slice(word.index + word[0].length)}`);
    return { disc: undefined, track, ...artistAndTitle(rest, track !== undefined), rule: 'track.word' };
  }
  const both = DISC_AND_TRACK.exec(text);
  if (both !== null && Number(both[1]) > 0 && Number(both[2]) > 0) {
    return {
      disc: Number(both[1]),
      track: Number(both[2]),
      ...artistAndTitle(text.slice(both[0].length), true),
      rule: 'track.disc-and-number',
    };
  }
  const disc = DISC_WORD.exec(text);
  if (disc?.[1] !== undefined) return { ...readTrackName(text.slice(disc[0].length)), disc: Number(disc[1]) };
  const between = numberBetween(text);
  if (between !== undefined) return between;
  const lead = leadingNumber(text);
  if (lead !== undefined)
    return {
      disc: undefined,
      track: positive(lead.number),
      ...artistAndTitle(text.slice(lead.length), true),
      rule: 'track.leading',
    };
  const tail = /[\s._]*(?:[[(](0\d)[\])]|[\s._](0\d{2,4})|[\s._-](0\d))$/.exec(text);
  if (tail !== null) {
    return {
      disc: undefined,
      track: positive(Number(tail[1] ?? tail[2] ?? tail[3])),
      ...artistAndTitle(text.slice(0, tail.index), true),
      rule: 'track.trailing',
    };
  }
  return { disc: undefined, track: undefined, ...artistAndTitle(text, false), rule: 'track.title-only' };
}

/** `Artist - 05 - Title`, `Artist - Album - 05 - Title`. */
function numberBetween(text: string): TrackName | undefined {
  const parts = text.replaceAll('_', ' ').split(/\s+[-–—]\s+/);
  const at = parts.findIndex((part, index) => index > 0 && /^\d{1,2}$/.test(part));
  if (at <= 0 || at + 1 >= parts.length || /^\d{1,2}$/.test(parts[0] ?? '')) return undefined;
  const artist = clean(parts[0] ?? '');
  return {
    disc: undefined,
    track: positive(Number(parts[at])),
    artist,
    title: clean(parts.slice(at + 1).join(' - ')),
    rule: 'track.between',
  };
}

function leadingNumber(text: string): { readonly number: number; readonly length: number } | undefined {
  const bracket = LEADING_BRACKET.exec(text);
  if (bracket !== null) return { number: Number(bracket[1]), length: bracket[0].length };
  const zero = ZERO_LEADING.exec(text);
  if (zero?.[1] !== undefined) {
    const number = Number(zero[1]);
    const gap = /^[\s.)_\]-]*/.exec(text.slice(zero[1].length));
    return number > 999 ? undefined : { number, length: zero[1].length + (gap?.[0].length ?? 0) };
  }
  const plain = /^(\d{1,3})(?![\p{L}\p{N},'’])[\s.)_\]-]*/u.exec(text);
  if (plain?.[1] === undefined) return undefined;
  const rest = text.slice(plain[0].length);
  // "3 Doors Down - Kryptonite": without a zero or a mark behind it the number is the artist's.
  if (plain[0] === `${plain[1]} ` && / [-–—] /.test(rest) && !plain[1].startsWith('0')) return undefined;
  // "99" in three digits is a number of the title more often than a track.
  if (plain[1].length > 2 && rest !== '' && !/^\d{3}\s*[-.]/.test(text)) return undefined;
  return { number: Number(plain[1]), length: plain[0].length };
}

/** "Artist - Title"; without blanks, a bare dash parts them too where a number stood before. */
function artistAndTitle(text: string, numbered: boolean): { artist: string | undefined; title: string | undefined } {
  const spaced = text.replaceAll('_', ' ');
  const parts = spaced
    .split(/\s+[-–—]\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const first = parts[0];
  if (parts.length > 1 && first !== undefined)
    return { artist: cleanText(first), title: clean(parts.slice(1).join(' - ')) };
  if (numbered && !text.includes(' ')) {
    const dash = text.indexOf('-');
    if (dash > 0 && dash < text.length - 1)
      return { artist: clean(text.slice(0, dash)), title: clean(text.slice(dash + 1)) };
  }
  const by = numbered ? null : /^(\S+ .*\S) by (\S+ .*\S)$/.exec(spaced);
  if (by !== null) return { artist: clean(by[2] ?? ''), title: clean(by[1] ?? '') };
  return { artist: undefined, title: clean(text) };
}

function clean(text: string): string | undefined {
  const out = cleanText(text);
  return out === '' ? undefined : out;
}

function positive(number: number): number | undefined {
  return number > 0 ? number : undefined;
}

function asciiDigit(character: string): string {
  const code = character.charCodeAt(0);
  const zero = code >= 0xff10 ? 0xff10 : code >= 0x966 ? 0x966 : code >= 0x6f0 ? 0x6f0 : 0x660;
  return String(code - zero);
}
