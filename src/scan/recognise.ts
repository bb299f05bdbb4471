import { type MediaRead, readMedia } from '../media/read-media.ts';
import { type Answer, unavailable } from '../model/answer.ts';
import { toRevengeError } from '../model/errors.ts';
import type { FsPath, GroupFile } from '../model/files.ts';
import type { FileFingerprint, FingerprintMatch, FingerprintSource } from '../providers/port.ts';
import type { ScanContext } from './context.ts';
import type { GroupEnvelope } from './envelope.ts';
import { throwIfAborted } from './flow.ts';
import { isolate } from './isolate.ts';

/**
 * Takes the changed groups, gives them with what the fingerprint sources know their files as. Groups wait for each other
 * until there are files enough for one request, so that a library costs as few as the sources allow; memory holds no more
 * than that. Without such a source the groups pass as they are.
 */
export async function* recogniseStage(
  context: ScanContext,
  groups: AsyncIterable<GroupEnvelope>,
): AsyncGenerator<GroupEnvelope> {
  const sources = context.sources.fingerprints ?? [];
  if (sources.length === 0) {
    yield* groups;
    return;
  }
  const enough = Math.max(...sources.map(({ filesAtOnce }) => filesAtOnce));
  let waiting: GroupEnvelope[] = [];
  let files = 0;
  for await (const group of groups) {
    const more = mainFiles(group).length;
    if (files > 0 && files + more > enough) {
      yield* recognisedApart(context, sources, waiting);
      waiting = [];
      files = 0;
    }
    waiting.push(group);
    files += more;
  }
  yield* recognisedApart(context, sources, waiting);
}

/** Groups that were asked about together; where that fails each on its own, so that an error is that of one group. */
async function* recognisedApart(
  context: ScanContext,
  sources: readonly FingerprintSource[],
  groups: readonly GroupEnvelope[],
): AsyncGenerator<GroupEnvelope> {
  try {
    yield* await recognised(context, sources, groups);
    return;
  } catch (thrown) {
    if (context.signal.aborted || toRevengeError(thrown).code !== 'INTERNAL') throw thrown;
  }
  for (const one of groups) {
    const place = { what: 'group', path: one.group.key, stage: 'identify' } as const;
    const found = await isolate(context, place, () => recognised(context, sources, [one]));
    if (found !== undefined) yield* found.value;
    else context.progress.done('identify', 1);
  }
}

async function recognised(
  context: ScanContext,
  sources: readonly FingerprintSource[],
  groups: readonly GroupEnvelope[],
): Promise<readonly GroupEnvelope[]> {
  const files = groups.flatMap(mainFiles);
  throwIfAborted(context.signal);
  const read = await Promise.all(files.map(async (file) => [file, await readMedia(file, context)] as const));
  const media = new Map<GroupFile, MediaRead>(read);
  const hashes = new Map(read.flatMap(([file, { hash }]) => (hash === undefined ? [] : [[file, hash] as const])));
  const found = new Map<FingerprintSource, Map<GroupFile, Answer<readonly FingerprintMatch[]>>>();
  for (const source of sources) {
    const able = groups.filter(({ group }) => source.groups.includes(group.kind)).flatMap(mainFiles);
    // What an earlier source knows, the later ones are not asked.
    const asked = able.filter(
      (file) => hashes.has(file) && ![...found.values()].some((each) => isKnown(each.get(file))),
    );
    const prints = asked.map((file): FileFingerprint[] => [{ algorithm: 'oshash', hash: hashes.get(file) ?? '' }]);
    throwIfAborted(context.signal);
    const answers = prints.length === 0 ? [] : await askAll(context, source, prints, groups.length === 1);
    found.set(source, new Map(asked.flatMap((file, place) => (answers[place] ? [[file, answers[place]]] : []))));
  }
  return groups.map((envelope) => {
    const own = mainFiles(envelope);
    const recognitions = [...found].map(([{ id }, answers]) => ({
      provider: id,
      answers: new Map(own.flatMap((file) => entry(file.relativePath, answers.get(file)))),
    }));
    const readFiles = new Map(own.flatMap((file) => entry(file.relativePath, media.get(file))));
    return { ...envelope, recognised: { media: readFiles, recognitions } };
  });
}

/** What the source knows the files as. A defect is the answer for the files of one group; several are asked about again apart. */
async function askAll(
  { signal }: ScanContext,
  source: FingerprintSource,
  prints: readonly (readonly FileFingerprint[])[],
  isOneGroup: boolean,
): Promise<readonly Answer<readonly FingerprintMatch[]>[]> {
  try {
    return await source.recognise(prints, signal);
  } catch (thrown) {
    const error = toRevengeError(thrown);
    if (signal.aborted || error.code !== 'INTERNAL' || !isOneGroup) throw thrown;
    return prints.map(() => unavailable(error));
  }
}

/** The files that sources are asked about: none where a person has said what the work is. */
function mainFiles({ group, diff: { known } }: GroupEnvelope): readonly GroupFile[] {
  if (known?.decision !== undefined && known.decision.verdict.kind !== 'withdrawn') return [];
  return group.files.filter(({ role, discLayout }) => role === 'main' && discLayout === undefined);
}

function isKnown(answer: Answer<readonly FingerprintMatch[]> | undefined): boolean {
  return answer?.status === 'ok' && answer.value.length > 0;
}

function entry<T>(path: FsPath, value: T | undefined): [FsPath, T][] {
  return value === undefined ? [] : [[path, value]];
}
