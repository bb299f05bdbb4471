import type { SchemaStep } from '../../schema-step.ts';
import { first } from './0001-first.ts';
import { order } from './0002-order.ts';
import { continuity } from './0003-continuity.ts';
import { refreshes } from './0004-refreshes.ts';
import { inquiries } from './0005-inquiries.ts';
import { runLease } from './0006-run-lease.ts';
import { unreadFiles } from './0007-unread-files.ts';
import { itemAliases } from './0008-item-aliases.ts';
import { fileEditions } from './0009-file-editions.ts';
import { creditRanks } from './0010-credit-ranks.ts';
import { portraits } from './0011-portraits.ts';
import { decisions } from './0012-decisions.ts';

/** Every step of the PostgreSQL schema. A published one is never changed. */
export const POSTGRES_STEPS: readonly SchemaStep[] = [
  { name: '0001-first', statements: first },
  { name: '0002-order', statements: order },
  { name: '0003-continuity', statements: continuity },
  { name: '0004-refreshes', statements: refreshes },
  { name: '0005-inquiries', statements: inquiries },
  { name: '0006-run-lease', statements: runLease },
  { name: '0007-unread-files', statements: unreadFiles },
  { name: '0008-item-aliases', statements: itemAliases },
  { name: '0009-file-editions', statements: fileEditions },
  { name: '0010-credit-ranks', statements: creditRanks },
  { name: '0011-portraits', statements: portraits },
  { name: '0012-decisions', statements: decisions },
];
