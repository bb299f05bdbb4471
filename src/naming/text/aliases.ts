import { cleanText } from './clean.ts';

export interface ChosenTitle {
  readonly title: string;
  readonly others: string[];
}

const ALIAS = /\s+(?:aka|a\.k\.a\.?)\s+|\s+[/|]\s*|\s*[/|]\s+|[／｜]/i;
const LATIN = /[A-Za-z]{2}/;
/** Letters of scripts other than Latin (Latin with diacritics and punctuation are none). */
const OTHER_SCRIPT = /[\u0370-\u1dff\u2c00-\u2dff\u3040-\ufaff\uff66-\uffdc]/;
/** Anything that can part two names. */
const NEEDS_A_LOOK = /[/|\u0370-\uffff]|aka|a\.k\.a/i;
const HAN = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;
const TIGHT_PARTS = /[/|·_]/;

/** Of several spellings of one title the one in Latin letters is the title, since sources are searched by it; else the first. */
export function chooseTitle(pieces: readonly string[]): ChosenTitle {
  const only = pieces[0];
  if (pieces.length === 1 && only !== undefined && !NEEDS_A_LOOK.test(only)) return { title: only, others: [] };
  const named = pieces.flatMap(splitNamed);
  const plain = named.length > 1 ? named.find(isLatinOnly) : undefined;
  const all = named.flatMap(splitByScript).filter((part) => part !== '');
  const first = all[0];
  if (first === undefined) return { title: '', others: [] };
  if (all.length === 1 && !OTHER_SCRIPT.test(first)) return { title: first, others: [] };
  const latin = all.some((part) => OTHER_SCRIPT.test(part))
    ? all.find((part) => LATIN.test(part) && !OTHER_SCRIPT.test(part))
    : first;
  const title = (latin === undefined ? undefined : plain) ?? latin ?? first;
  return { title, others: all.filter((part) => part !== title) };
}

/** "Name / Other", "Name aka Other". */
function splitNamed(text: string): string[] {
  const parts = /aka/i.test(text) || /[/|／｜]/.test(text) ? text.split(ALIAS) : [text];
  return parts.map((part) => cleanText(part));
}

/** "名前/Name", "名前 Name", "О мышах (Of Mice)". */
function splitByScript(text: string): string[] {
  if (!OTHER_SCRIPT.test(text) || !LATIN.test(text)) return [text];
  const parts = HAN.test(text) ? text.split(TIGHT_PARTS) : [text];
  return parts
    .flatMap((part) => (OTHER_SCRIPT.test(part) && LATIN.test(part) ? splitScripts(part.trim()) : [part]))
    .map((part) => cleanText(part));
}

function isLatinOnly(text: string): boolean {
  return LATIN.test(text) && !OTHER_SCRIPT.test(text);
}

/** A run of Chinese or Japanese beside a run of Latin words, or a Latin name in brackets behind a Cyrillic one. */
function splitScripts(text: string): string[] {
  const bracketed = /^([^()]*)\(([^()]+)\)$/.exec(text);
  if (
    bracketed?.[1] !== undefined &&
    bracketed[2] !== undefined &&
    LATIN.test(bracketed[2]) &&
    !OTHER_SCRIPT.test(bracketed[2])
  )
    return [bracketed[1], bracketed[2]];
  if (!HAN.test(text)) return [text];
  const words = text.split(/\s+/);
  const scripts = words.map((word) => (HAN.test(word) ? (LATIN.test(word) ? 0 : 1) : LATIN.test(word) ? 2 : 3));
  if (scripts.includes(0)) return splitGlued(text);
  const firstLatin = scripts.indexOf(2);
  const firstHan = scripts.indexOf(1);
  if (firstLatin < 0 || firstHan < 0) return [text];
  if (firstHan < firstLatin && !scripts.slice(firstLatin).includes(1))
    return [words.slice(0, firstLatin).join(' '), words.slice(firstLatin).join(' ')];
  if (firstLatin < firstHan && firstHan - firstLatin > 1 && !scripts.slice(firstHan).includes(2))
    return [words.slice(0, firstHan).join(' '), words.slice(firstHan).join(' ')];
  return [text];
}

/** "刀剑神域Alicization Name": a word of two scripts belongs to the Han part. */
function splitGlued(text: string): string[] {
  const match = /^(\S*[\u3040-\u30ff\u3400-\u9fff]\S*[！。？!?]?)\s+([A-Za-z][\x20-\x7e]*)$/.exec(text);
  return match?.[1] === undefined || match[2] === undefined ? [text] : [match[1], match[2]];
}

/** "(Барт Лэйтон / Bart Layton)" behind the names: people, not names of the work. */
export function dropForeignTail(text: string): string {
  if (!text.includes('/') || !text.includes('(')) return text;
  return text.replace(/\([^()]*\/[^()]*(?:\([^()]*\)[^()]*)?\)[\s[]*$/, '');
}
