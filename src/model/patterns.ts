const MAX_LINE = 512;
/** More wildcards than this in one part of a pattern could take a matcher with back-tracking for ever. */
const MAX_WILDCARDS = 3;

/** Whether a pattern is short and plain enough to be matched in little time, whatever the path. */
export function isUsablePattern(line: string): boolean {
  if (line.length > MAX_LINE) return false;
  return line.split('/').every((part) => part === '**' || (part.match(/\*+/g)?.length ?? 0) <= MAX_WILDCARDS);
}
