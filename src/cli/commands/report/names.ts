/** The reports that there are, with what each lists. */
export const REPORTS = {
  missing: 'aired episodes and tracks without a file, and works whose files are gone',
  duplicates: 'files with the same content, worse versions of a work, works that are stored twice',
  open: 'groups that are not identified, with the reason',
  artwork: 'works without a poster, backdrop or cover, or with one that is too small',
  quality: 'resolutions, codecs, HDR, audio and bitrates of the files',
  health: 'requests, failures and latency of the providers in the last runs',
  stats: 'works, files, sizes, decades, genres, countries and providers',
} as const;
export type ReportName = keyof typeof REPORTS;

export const REPORT_NAMES = [
  'missing',
  'duplicates',
  'open',
  'artwork',
  'quality',
  'health',
  'stats',
] as const satisfies readonly ReportName[];

/** Reports of which each row is something to do; the others count what there is. */
export const FINDINGS: ReadonlySet<ReportName> = new Set(['missing', 'duplicates', 'open', 'artwork', 'health']);
