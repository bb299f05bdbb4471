/** The stages of the pipeline, in their order. */
export const STAGES = ['walk', 'group', 'diff', 'identify', 'gather', 'reconcile', 'store', 'enrich'] as const;
export type Stage = (typeof STAGES)[number];
