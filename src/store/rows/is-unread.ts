import { COULD_NOT_READ } from '../../model/errors.ts';

const CODES = COULD_NOT_READ.map((code) => `'${code}'`).join(', ');

/**
 * Condition on a row of `files`: what is in the file is not known. Its reading failed for a reason outside of the file, or
 * it has no hash, which every media file of a group has that could be read.
 */
export const IS_UNREAD = `(coalesce(error_code IN (${CODES}), false) OR
  (hash IS NULL AND group_id IS NOT NULL AND role IN ('main', 'extra') AND disc_layout IS NULL AND size > 0))`;
