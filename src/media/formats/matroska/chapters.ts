import { compact } from '../../../model/compact.ts';
import type { Chapter } from '../../../model/media.ts';
import { languageTag } from '../../language.ts';
import { cleanTitle, rounded } from '../values.ts';
import type { ByteWindow } from '../window.ts';
import { type Element, eachElement, text, unsigned } from './ebml.ts';

const EDITION = 0x45b9;
const EDITION_HIDDEN = 0x45bd;
const EDITION_DEFAULT = 0x45db;
const ATOM = 0xb6;
const MOST_CHAPTERS = 1000;
const NANOSECONDS = 1e9;

interface Edition {
  readonly chapters: Chapter[];
  hidden: boolean;
  preferred: boolean;
}

/** The chapters of the edition that players choose (RFC 9559, 5.1.7): the default one, else the first that is not hidden. */
export function readChapters(window: ByteWindow, chapters: Element): readonly Chapter[] {
  const editions: Edition[] = [];
  eachElement(window, chapters.start, chapters.end, (element) => {
    if (element.id === EDITION && editions.length < 100) editions.push(readEdition(window, element));
  });
  const filled = editions.filter((edition) => edition.chapters.length > 0);
  const chosen = filled.find((edition) => edition.preferred) ?? filled.find((edition) => !edition.hidden) ?? filled[0];
  return chosen?.chapters ?? [];
}

function readEdition(window: ByteWindow, edition: Element): Edition {
  const out: Edition = { chapters: [], hidden: false, preferred: false };
  eachElement(window, edition.start, edition.end, (element) => {
    if (element.id === EDITION_HIDDEN) out.hidden = unsigned(window, element) === 1;
    else if (element.id === EDITION_DEFAULT) out.preferred = unsigned(window, element) === 1;
    else if (element.id === ATOM && out.chapters.length < MOST_CHAPTERS) {
      const chapter = readAtom(window, element);
      if (chapter !== undefined) out.chapters.push(chapter);
    }
  });
  return out;
}

function readAtom(window: ByteWindow, atom: Element): Chapter | undefined {
  let start: number | undefined;
  let end: number | undefined;
  let hidden = false;
  let display: Display | undefined;
  eachElement(window, atom.start, atom.end, (element) => {
    if (element.id === 0x91) start = unsigned(window, element);
    else if (element.id === 0x92) end = unsigned(window, element);
    else if (element.id === 0x98) hidden = unsigned(window, element) === 1;
    else if (element.id === 0x80) display ??= readDisplay(window, element);
  });
  if (hidden || start === undefined) return undefined;
  return compact({
    start: rounded(start / NANOSECONDS) ?? 0,
    end: end === undefined || end < start ? undefined : rounded(end / NANOSECONDS),
    ...display,
  });
}

interface Display {
  readonly title?: string | undefined;
  readonly language?: string | undefined;
}

/** A title without a language is English by the default of the specification, which few writers mean. */
function readDisplay(window: ByteWindow, display: Element): Display {
  let title: string | undefined;
  let old: string | undefined;
  let tag: string | undefined;
  eachElement(window, display.start, display.end, (element) => {
    if (element.id === 0x85) title = cleanTitle(text(window, element));
    else if (element.id === 0x437c) old ??= text(window, element);
    else if (element.id === 0x437d) tag ??= text(window, element);
  });
  return compact({ title, language: languageTag(tag ?? old) });
}
