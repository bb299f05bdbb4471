import type { Stage } from '../model/stages.ts';
import type { ScanContext } from './context.ts';
import type { GroupEnvelope } from './envelope.ts';
import { mapUnordered } from './flow.ts';
import { isolate } from './isolate.ts';

/** A stage that takes one group at a time: what it needs of the envelope, and the part that it adds. */
export interface GroupStage<Needs extends GroupEnvelope, Adds extends Partial<GroupEnvelope>> {
  readonly name: Stage;
  /** Groups under way at once. */
  readonly concurrency: number;
  run(context: ScanContext, envelope: Needs): Promise<Adds>;
}

/** Puts groups through a stage; they come out as they are done. Groups in which the stage fails are left out. */
export async function* through<Needs extends GroupEnvelope, Adds extends Partial<GroupEnvelope>>(
  context: ScanContext,
  { name, concurrency, run }: GroupStage<Needs, Adds>,
  envelopes: AsyncIterable<Needs>,
): AsyncGenerator<Needs & Adds> {
  const done = mapUnordered(
    envelopes,
    concurrency,
    async (envelope) => {
      const place = { what: 'group', path: envelope.group.key, stage: name } as const;
      const result = await isolate(context, place, async () => ({ ...envelope, ...(await run(context, envelope)) }));
      // A group that failed sends no more requests, nor does one that is gathered.
      if (result === undefined || name === 'gather') context.budget?.finish();
      return result;
    },
    context.signal,
  );
  for await (const result of done) {
    if (result !== undefined) yield result.value;
    else context.progress.done(name, 1);
  }
}
