/** What a word of a release name can say. `noise` is claimed, so that it is no title, but says nothing we keep. */
export type TagField =
  | 'resolution'
  | 'source'
  | 'videoCodec'
  | 'audioCodec'
  | 'audioChannels'
  | 'hdr'
  | 'format3d'
  | 'language'
  | 'subtitle'
  | 'edition'
  | 'proper'
  | 'repack'
  | 'service'
  | 'subtitles-follow'
  | 'noise';

/**
 * How sure a word is a tag. `strong`: wherever it stands behind the first word. `medium`: beside another tag, at the
 * end, or in brackets. `weak`: only behind the end of the title, and beside another tag. `caps`: weak, and only in
 * capitals.
 */
export type Strength = 'strong' | 'medium' | 'weak' | 'caps';

/** Field, value, strength, and the spellings: words in lower case, `|` between spellings, blanks between words. */
export type TagRow = readonly [TagField, string, Strength, string];
