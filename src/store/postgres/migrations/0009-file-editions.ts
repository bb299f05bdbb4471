import { editionsOfWorks } from '../../rows/editions-of-works.ts';

/** As the SQLite step 0011-file-editions. */
export const fileEditions: readonly string[] = [
  'ALTER TABLE files ADD COLUMN edition text COLLATE "C", ADD COLUMN format_3d text COLLATE "C"',
  ...editionsOfWorks({
    text: (value) => `${value} #>> '{}'`,
    member: (object, name) => `${object} ->> '${name}'`,
    without: (object, name) => `${object} - '${name}'`,
    has: (object, name) => `(${object} -> '${name}') IS NOT NULL`,
  }),
];
