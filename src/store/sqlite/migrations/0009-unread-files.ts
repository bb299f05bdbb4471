import { falseVerdicts } from '../../rows/false-verdicts.ts';

/** Earlier versions stored deadlines and read errors as if they said something about the file. These files are read again. */
export const unreadFiles: readonly string[] = falseVerdicts;
