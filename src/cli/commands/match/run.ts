import { compact } from '../../../model/compact.ts';
import { type Decision, decisionText } from '../../../model/decisions.ts';
import { exitCode } from '../../../model/exit-codes.ts';
import { newRunId } from '../../../model/ids.ts';
import { sealValue } from '../../../model/seal.ts';
import { printable } from '../../../model/text.ts';
import type { FoundGroup } from '../../../store/port.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import { titled } from '../../../ui/lines.ts';
import { partOf } from '../../context/adult-libraries.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import { openRunStore } from '../../context/run-store.ts';
import { withStore } from '../../context/with-store.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { authorOf } from '../../overrides/author.ts';
import { choiceOf, type MatchOptions, verdictOn } from './choice.ts';
import type { MatchDocument } from './document.ts';
import { findGroup } from './find-group.ts';

/** `revenge match`: a person's decision which work a group is. The next scan carries it out. */
export async function runMatch(
  what: string,
  id: string | undefined,
  options: GlobalOptions & MatchOptions,
  io: Io,
): Promise<number> {
  const choice = choiceOf(id, options);
  const adult = options.kind === 'adult';
  const { group, verdict } = await withStore({ ...options, adult }, io, async ({ store }) => {
    const found = await findGroup(store, what, options, io.cwd);
    return { group: found, verdict: verdictOn(found, choice) };
  });
  const said = { author: authorOf(options, io), at: new Date().toISOString(), ...compact({ reason: options.reason }) };
  const decision: Decision = sealValue({ verdict, ...said });
  const document = documentOf(group, decision, options.dryRun === true);
  if (document.changed && !document.dryRun) await store(group, decision, document, options, io);
  const output = createLineWriter(io.stdout);
  if (options.json === true) output.write(JSON.stringify(document, undefined, 2));
  else if (options.quiet !== true) for (const line of linesOf(group, decision, document)) output.write(printable(line));
  await output.close();
  return exitCode('done');
}

async function store(
  { root, key }: FoundGroup,
  decision: Decision,
  document: MatchDocument,
  options: GlobalOptions & MatchOptions,
  io: Io,
): Promise<void> {
  const part = options.kind === 'adult' ? { kind: options.kind } : {};
  const config = partOf((await loadCommandConfig(options, io)).config, part.kind);
  const run = await openRunStore(config, { offline: options.offline === true, ...part });
  try {
    if (options.quiet !== true) {
      for (const { message } of run.notices) io.stderr.write(`revenge: ${printable(message)}\n`);
    }
    await run.store.decide(root, key, decision);
    await run.store.saveRun({
      id: newRunId(new Date(decision.at)),
      command: 'match',
      startedAt: decision.at,
      finishedAt: new Date().toISOString(),
      summary: sealValue(document),
    });
  } finally {
    await run.release();
  }
}

function documentOf(group: FoundGroup, decision: Decision, dryRun: boolean): MatchDocument {
  const { library, key, kind, title, year, itemId } = group;
  const before = decisionDocument(group.decision);
  const wanted = decisionDocument(decision);
  const isSame =
    before?.kind === wanted?.kind && before?.id?.kind === wanted?.id?.kind && before?.id?.value === wanted?.id?.value;
  return {
    group: { library, key, kind, ...compact({ title, year, item: itemId }) },
    dryRun,
    changed: !isSame,
    before,
    decision: isSame ? before : wanted,
  };
}

function decisionDocument(decision: Decision | undefined): MatchDocument['decision'] {
  if (decision === undefined || decision.verdict.kind === 'withdrawn') return null;
  const { verdict, author, at, reason } = decision;
  const id = verdict.kind === 'work' ? { ...verdict.id } : undefined;
  return { kind: verdict.kind, author, at, ...compact({ id, reason }) };
}

function linesOf(group: FoundGroup, decision: Decision, { changed, dryRun }: MatchDocument): readonly string[] {
  const name = group.title === undefined ? '' : ` · ${titled(group.title, group.year)}`;
  const head = `${group.library}: ${group.key}${name} · ${group.kind}`;
  if (!changed) {
    const none = decision.verdict.kind === 'withdrawn';
    return [head, none ? '  nothing was decided' : `  ${decisionText(group.decision ?? decision)}, as before`];
  }
  const last = dryRun ? 'dry run: nothing was changed' : '`revenge scan` applies it';
  return [head, `  ${decisionText(decision)}`, last];
}
