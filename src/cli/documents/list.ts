import type { z } from 'zod';
import { revengeEvent } from '../../model/event-schemas.ts';
import { aboutDocument } from '../commands/about/document.ts';
import { cacheClearDocument, cacheInspectDocument, cacheStatsDocument } from '../commands/cache/document.ts';
import { checkDocumentSchema } from '../commands/check/document.ts';
import { configDocument } from '../commands/config/document.ts';
import {
  dbBackupDocument,
  dbCheckDocument,
  dbPurgeDocument,
  dbStatusDocument,
  dbVacuumDocument,
} from '../commands/db/document.ts';
import { doctorDocument } from '../commands/doctor/document.ts';
import { exportDocument } from '../commands/export/document.ts';
import { countDocument, listDocument, listFieldsDocument } from '../commands/list/document.ts';
import { matchDocument } from '../commands/match/document.ts';
import { parseDocument } from '../commands/parse/document.ts';
import { reportDocument } from '../commands/report/document.ts';
import { schemasDocument } from '../commands/schema/document.ts';
import { itemDocument } from '../commands/show/document.ts';
import { syncDocument } from '../commands/sync/document.ts';
import { tagDocument } from '../commands/tag/document.ts';
import { undoDocument, undoListDocument } from '../commands/undo/document.ts';
import { overridesDocument } from '../overrides/document.ts';
import { errorDocument } from './error.ts';

/** A kind of JSON that the program prints. */
export interface DocumentKind {
  /** Name of its schema, as `revenge schema` takes it. */
  readonly name: string;
  /** What prints it, in a line for a person. */
  readonly from: string;
  readonly schema: z.ZodType;
}

/** Every JSON document that `--json` prints, by name. */
export const DOCUMENTS: readonly DocumentKind[] = [
  { name: 'about', from: '`about --json`', schema: aboutDocument },
  { name: 'cache-clear', from: '`cache clear --json`', schema: cacheClearDocument },
  { name: 'cache-inspect', from: '`cache inspect --json`', schema: cacheInspectDocument },
  { name: 'cache-stats', from: '`cache stats --json`', schema: cacheStatsDocument },
  { name: 'check', from: '`check --json`', schema: checkDocumentSchema },
  { name: 'config', from: '`config --json`', schema: configDocument },
  { name: 'count', from: '`list --count --json`', schema: countDocument },
  { name: 'db-backup', from: '`db backup --json`', schema: dbBackupDocument },
  { name: 'db-check', from: '`db check --json`', schema: dbCheckDocument },
  { name: 'db-purge', from: '`db purge --json`', schema: dbPurgeDocument },
  { name: 'db-status', from: '`db status --json` and `db migrate --json`', schema: dbStatusDocument },
  { name: 'db-vacuum', from: '`db vacuum --json`', schema: dbVacuumDocument },
  { name: 'doctor', from: '`doctor --json`', schema: doctorDocument },
  { name: 'error', from: 'any command with `--json` that ends on an error', schema: errorDocument },
  {
    name: 'event',
    from: 'each line of `scan --json`, `refresh --json` and `cache warm --json`',
    schema: revengeEvent,
  },
  { name: 'export', from: 'each line of `export`', schema: exportDocument },
  { name: 'list', from: '`list --json`', schema: listDocument },
  {
    name: 'list-fields',
    from: 'each line of `list --fields … --json` and `list --format ndjson`',
    schema: listFieldsDocument,
  },
  { name: 'match', from: '`match --json`', schema: matchDocument },
  { name: 'override', from: '`set --json`, `lock --json` and `unlock --json`', schema: overridesDocument },
  { name: 'parse', from: 'each line of `parse --json` and `explain --json`', schema: parseDocument },
  { name: 'report', from: '`report --json`', schema: reportDocument },
  { name: 'schemas', from: '`schema --json`', schema: schemasDocument },
  { name: 'show', from: '`show --json`', schema: itemDocument },
  { name: 'sync', from: '`sync --json`', schema: syncDocument },
  { name: 'tag', from: '`tag --json`', schema: tagDocument },
  { name: 'undo', from: '`undo --json`', schema: undoDocument },
  { name: 'undo-list', from: '`undo --list --json`', schema: undoListDocument },
];
