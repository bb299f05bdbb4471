import type { SchemaStep } from '../../schema-step.ts';
import { first } from './0001-first.ts';
import { managedFiles } from './0002-managed-files.ts';
import { queries } from './0003-queries.ts';
import { order } from './0004-order.ts';
import { continuity } from './0005-continuity.ts';
import { refreshes } from './0006-refreshes.ts';
import { inquiries } from './0007-inquiries.ts';
import { syncBase } from './0008-sync-base.ts';
import { unreadFiles } from './0009-unread-files.ts';
import { itemAliases } from './0010-item-aliases.ts';
import { fileEditions } from './0011-file-editions.ts';
import { creditRanks } from './0012-credit-ranks.ts';
import { portraits } from './0013-portraits.ts';
import { decisions } from './0014-decisions.ts';

/** Every step there is. A published one is never changed. */
export const SCHEMA_STEPS: readonly SchemaStep[] = [
  { name: '0001-first', statements: first },
  { name: '0002-managed-files', statements: managedFiles },
  { name: '0003-queries', statements: queries },
  { name: '0004-order', statements: order },
  { name: '0005-continuity', statements: continuity },
  { name: '0006-refreshes', statements: refreshes },
  { name: '0007-inquiries', statements: inquiries },
  { name: '0008-sync-base', statements: syncBase },
  { name: '0009-unread-files', statements: unreadFiles },
  { name: '0010-item-aliases', statements: itemAliases },
  { name: '0011-file-editions', statements: fileEditions },
  { name: '0012-credit-ranks', statements: creditRanks },
  { name: '0013-portraits', statements: portraits },
  { name: '0014-decisions', statements: decisions },
];
