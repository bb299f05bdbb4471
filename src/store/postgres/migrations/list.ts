import type { SchemaStep } from '../../schema-step.ts';
import { first } from './0001-first.ts';
import { refreshes } from './0002-refreshes.ts';

/** Every step of the PostgreSQL schema. A published one is never changed. */
export const POSTGRES_STEPS: readonly SchemaStep[] = [
  { name: '0001-first', statements: first },
  { name: '0002-refreshes', statements: refreshes },
];
