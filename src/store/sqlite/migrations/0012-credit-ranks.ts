import { CREDIT_RANKS } from '../../rows/credit-ranks.ts';

/** Lists of credits can be taken back by the group that brought them; the list of the lowest rank holds. */
export const creditRanks: readonly string[] = [
  'ALTER TABLE credit_lists ADD COLUMN group_id INTEGER REFERENCES groups ON DELETE SET NULL',
  'ALTER TABLE credit_lists ADD COLUMN rank INTEGER NOT NULL DEFAULT 0',
  ...CREDIT_RANKS,
];
