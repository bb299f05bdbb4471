/** Names of codecs as ffmpeg has them, by the names of containers and libraries. Patterns are tried in order. */
const CODECS: readonly (readonly [RegExp, string])[] = [
  [/^(avc\d?|v_mpeg4\/iso\/avc|h264|dva[v1])/i, 'h264'],
  [/^(hevc|hvc1|hev1|dvh[e1]|v_mpegh\/iso\/hevc|h265)/i, 'hevc'],
  [/^(av1|av01|v_av1|dav1)/i, 'av1'],
  [/^(vp0?9|v_vp9)/i, 'vp9'],
  [/^(vp0?8|v_vp8)/i, 'vp8'],
  [/^(vc-?1|wvc1|wmv3)/i, 'vc1'],
  [/^(v_mpeg4\/|mp4v|mpeg-4 visual|xvid|divx|dx50)/i, 'mpeg4'],
  [/^(v_mpeg2|mpeg video|mpeg-2 video|mp2v)/i, 'mpeg2video'],
  [/^v_mpeg1/i, 'mpeg1video'],
  [/^(v_)?prores/i, 'prores'],
  [/^(v_mpegi\/iso\/vvc|vvc|h266)/i, 'vvc'],
  [/^(v_)?mjpe?g/i, 'mjpeg'],
  [/^(v_)?ffv1/i, 'ffv1'],
  [/^v_uncompressed/i, 'rawvideo'],
  [/^v_real\//i, 'realvideo'],
  [/^(v_theora|theora)/i, 'theora'],
  [/^(e-?ac-?3|ec-3|a_eac3)/i, 'eac3'],
  [/^(ac-?3|a_ac3)/i, 'ac3'],
  [/^(a_truehd|mlp fba|mlpa|truehd)/i, 'truehd'],
  [/^(a_dts|dts)/i, 'dts'],
  [/^(a_aac|aac|mp4a)/i, 'aac'],
  [/^(a_flac|flac)/i, 'flac'],
  [/^(a_opus|opus)/i, 'opus'],
  [/^(a_vorbis|vorbis)/i, 'vorbis'],
  [/^(a_mpeg\/l3|mp3|\.mp3)/i, 'mp3'],
  [/^(a_mpeg\/l2|mp2)/i, 'mp2'],
  [/^(a_alac|alac)/i, 'alac'],
  [/^(a_pcm|pcm|ulaw|alaw|lpcm|sowt|twos)/i, 'pcm'],
  [/^monkey'?s audio/i, 'ape'],
  [/^(a_)?wavpack/i, 'wavpack'],
  [/^a_mpeg\/l1/i, 'mp1'],
  [/^(a_)?mlp/i, 'mlp'],
  [/^(a_)?tta/i, 'tta'],
  [/^a_mpc/i, 'musepack'],
  [/^a_real\/cook/i, 'cook'],
  [/^(wma|windows media audio)/i, 'wma'],
  [/^(wmv|windows media video)/i, 'wmv'],
  [/^(s_text\/utf8|utf-8|subrip|s_text\/ascii)/i, 'subrip'],
  [/^(s_text\/(ass|ssa)|s_ass|s_ssa|ass|ssa)/i, 'ass'],
  [/^(s_hdmv\/pgs|pgs)/i, 'pgs'],
  [/^s_hdmv\/textst/i, 'hdmv_text'],
  [/^s_arib/i, 'arib_caption'],
  [/^(s_vobsub|vobsub|mp4s|rle)/i, 'vobsub'],
  [/^(s_text\/webvtt|d_webvtt|wvtt|webvtt)/i, 'webvtt'],
  [/^(tx3g|text|timed text)/i, 'mov_text'],
  [/^(stpp|ttml)/i, 'ttml'],
  [/^(s_dvbsub|dvb subtitle)/i, 'dvbsub'],
  [/^(c608|c708|eia-[67]08)/i, 'eia608'],
];

/** The plain name of a codec; the given one in lower case where it is not known, undefined where none is given. */
export function codecName(given: string | number | null | undefined): string | undefined {
  if (given === null || given === undefined || given === '') return undefined;
  const text = String(given).trim();
  return CODECS.find(([pattern]) => pattern.test(text))?.[1] ?? text.toLowerCase();
}

/** Bits a sample, as a codec's parameter string (RFC 6381) tells. */
export function bitDepthOf(parameters: string | null | undefined): number | undefined {
  if (parameters === null || parameters === undefined) return undefined;
  const [codec = '', second = '', third = '', fourth = ''] = parameters.toLowerCase().split('.');
  if (/^avc[13]$/.test(codec)) {
    const profile = Number.parseInt(second.slice(0, 2), 16);
    // High 10 is 110; High 4:2:2 and 4:4:4 may have more than their name says.
    return profile === 110 ? 10 : profile < 110 ? 8 : undefined;
  }
  if (/^(hvc1|hev1)$/.test(codec)) return second === '2' ? 10 : second === '1' ? 8 : undefined;
  const digits = codec === 'av01' || codec === 'vp09' ? fourth : '';
  return third !== '' && /^\d{2}$/.test(digits) ? Number(digits) : undefined;
}
