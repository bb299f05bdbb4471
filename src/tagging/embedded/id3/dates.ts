import type { Id3Frame, Id3Version } from './frame.ts';
import { entryOf, textFrame } from './text-frames.ts';

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?)?/;

/** Frames that hold a date; ID3v2.3 divides it, and has only the year of the original release. */
export const DATE_FRAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['TDRC', ['TDRC', 'TYER', 'TDAT', 'TIME']],
  ['TDOR', ['TDOR', 'TORY']],
]);

/** The frames of a date in a version. Where ID3v2.3 would lose a part of it, the frame of ID3v2.4 stands beside. */
export function dateFrames(version: Id3Version, id: string, values: readonly string[]): readonly Id3Frame[] {
  const [value] = values;
  if (value === undefined) return [];
  if (version === 4) return [textFrame(version, id, values)];
  const [whole = '', year, month, day, hour, minute] = DATE.exec(value) ?? [];
  if (year === undefined || values.length > 1) return [textFrame(version, id, values)];
  const text = (name: string, digits: string): Id3Frame => textFrame(version, name, [digits]);
  if (id === 'TDOR') return [text('TORY', year), ...(value === year ? [] : [text(id, value)])];
  const hasDay = month !== undefined && day !== undefined;
  const hasTime = hour !== undefined && minute !== undefined;
  const isWhole = whole === value && (month === undefined || hasDay);
  return [
    text('TYER', year),
    ...(hasDay ? [text('TDAT', `${day}${month}`)] : []),
    ...(hasTime ? [text('TIME', `${hour}${minute}`)] : []),
    ...(isWhole ? [] : [text(id, value)]),
  ];
}

/** The date that the frames of either version hold. */
export function dateIn(frames: readonly Id3Frame[], id: string): readonly string[] {
  const valuesOf = (name: string): readonly string[] => {
    const frame = frames.find((one) => one.id === name);
    return (frame === undefined ? undefined : entryOf(frame)?.[1]) ?? [];
  };
  const newer = valuesOf(id);
  if (newer.length > 0) return newer;
  if (id === 'TDOR') return valuesOf('TORY');
  const [year, ...more] = valuesOf('TYER');
  const [, day, month] = /^(\d\d)(\d\d)$/.exec(valuesOf('TDAT')[0]?.trim() ?? '') ?? [];
  const [, hour, minute] = /^(\d\d)(\d\d)$/.exec(valuesOf('TIME')[0]?.trim() ?? '') ?? [];
  if (year === undefined || !/^\d{4}$/.test(year.trim()) || day === undefined)
    return year === undefined ? [] : [year, ...more];
  const time = hour === undefined ? '' : `T${hour}:${minute}`;
  return [`${year.trim()}-${month}-${day}${time}`];
}
