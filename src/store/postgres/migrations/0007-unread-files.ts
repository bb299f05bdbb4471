import { falseVerdicts } from '../../rows/false-verdicts.ts';

/** As the SQLite step 0008-unread-files. */
export const unreadFiles: readonly string[] = falseVerdicts;
