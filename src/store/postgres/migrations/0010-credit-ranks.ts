import { CREDIT_RANKS } from '../../rows/credit-ranks.ts';

/** As the SQLite step 0012-credit-ranks. */
export const creditRanks: readonly string[] = [
  `ALTER TABLE credit_lists
     ADD COLUMN group_id bigint REFERENCES groups ON DELETE SET NULL,
     ADD COLUMN rank bigint NOT NULL DEFAULT 0`,
  ...CREDIT_RANKS,
];
