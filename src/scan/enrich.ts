import { type EnrichOptions, enrichPending } from '../enrich/enrich.ts';
import type { HttpGateway } from '../http/port.ts';
import { baseLanguages } from '../model/language-tags.ts';
import type { ScanContext } from './context.ts';

export type EnrichSettings = Pick<EnrichOptions, 'folder' | 'wanted' | 'portraits' | 'limits'>;

/** Fetches the artwork that is wanted and not there yet, of this run and of runs that were cut short. */
export async function enrichStage(context: ScanContext, http: HttpGateway, settings: EnrichSettings): Promise<void> {
  const { store, signal, now, tally, targets, options, budget } = context;
  const counts = await enrichPending({
    ...settings,
    store,
    http,
    signal,
    now,
    roots: targets.map(({ library }) => library.root),
    ...(budget === undefined ? {} : { isUsedUp: budget.isUsedUp }),
    languages: baseLanguages(options.languages),
    emit: (event) => {
      if (event.type === 'warning') tally.warnings += 1;
      context.sink.emit(event);
    },
  });
  tally.images.fetched += counts.fetched;
  tally.images.local += counts.local;
  tally.images.failed += counts.failed;
  tally.defects += counts.defects;
  tally.rows.changed += counts.rows;
}
