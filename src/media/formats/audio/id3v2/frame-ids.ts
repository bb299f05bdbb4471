/** ID3v2.2 frames by their names in ID3v2.3. */
const OLD_FRAMES: ReadonlyMap<string, string> = new Map(
  (
    'TT1:TIT1 TT2:TIT2 TT3:TIT3 TP1:TPE1 TP2:TPE2 TP3:TPE3 TP4:TPE4 TAL:TALB TRK:TRCK TPA:TPOS TYE:TYER TDA:TDAT TIM:TIME ' +
    'TRD:TRDA TOR:TORY TCO:TCON TCM:TCOM TXT:TEXT TLA:TLAN TBP:TBPM TKE:TKEY TMT:TMED TPB:TPUB TRC:TSRC TCR:TCOP TEN:TENC ' +
    'TSS:TSSE TLE:TLEN TCP:TCMP TS2:TSO2 TSA:TSOA TSC:TSOC TSP:TSOP TST:TSOT TOA:TOPE TOL:TOLY TOT:TOAL TXX:TXXX ' +
    'WAR:WOAR WAF:WOAF WAS:WOAS WCM:WCOM WCP:WCOP WPB:WPUB WXX:WXXX COM:COMM ULT:USLT SLT:SYLT UFI:UFID POP:POPM IPL:IPLS ' +
    'PIC:APIC GP1:GRP1 MVN:MVNM MVI:MVIN CNT:PCNT GEO:GEOB MCI:MCDI MLL:MLLT ETC:ETCO REV:RVRB STC:SYTC BUF:RBUF RVA:RVAD EQU:EQUA CRA:AENC'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 3), pair.slice(4)] as const),
);

/** Frames that only newer versions or iTunes have. */
const MORE_FRAMES = 'TSST TDRC TDOR TDRL TDEN TDTG TIPL TMCL TMOO TPRO TSOA TSOP TSOT TSO2 TSOC CHAP CTOC';
const KNOWN: ReadonlySet<string> = new Set([...OLD_FRAMES.values(), ...MORE_FRAMES.split(' ')]);

/**
 * Name of a frame as ID3v2.3 and 2.4 have it. Some taggers write names of ID3v2.2 into newer tags, filled up with a NUL or
 * a space. Undefined where the bytes are no name of a frame.
 */
export function frameId(raw: string): string | undefined {
  if (/^[A-Z][A-Z0-9]{3}$/.test(raw)) return raw;
  if (!/^[A-Z][A-Z0-9]{2}[\0 ]?$/.test(raw)) return undefined;
  const short = raw.slice(0, 3);
  return OLD_FRAMES.get(short) ?? short;
}

/** Whether readers and taggers agree on a frame of this name; anything may look like a name. */
export function isKnownFrame(id: string): boolean {
  return KNOWN.has(id);
}
