import { editionsOfWorks } from '../../rows/editions-of-works.ts';

/** Edition and 3D are facts of a file. */
export const fileEditions: readonly string[] = [
  'ALTER TABLE files ADD COLUMN edition TEXT',
  'ALTER TABLE files ADD COLUMN format_3d TEXT',
  ...editionsOfWorks({
    text: (value) => `json_extract(${value}, '$')`,
    member: (object, name) => `json_extract(${object}, '$.${name}')`,
    without: (object, name) => `json_remove(${object}, '$.${name}')`,
    has: (object, name) => `json_type(${object}, '$.${name}') IS NOT NULL`,
  }),
];
