import { compact } from '../model/compact.ts';
import type { Candidate } from '../model/outcome.ts';
import type { Sources } from '../providers/port.ts';
import type { Asking } from './asking.ts';
import { ask } from './asking.ts';
import { trackClaims } from './claims.ts';
import { type Decision, decide } from './decide.ts';
import { scoreBySound } from './score-album.ts';
import type { IdentifyInput, Thresholds } from './types.ts';

/** Looking closer at a candidate costs a request, so only the likeliest are. */
const COMPLETED_AT_MOST = 3;
/** With titles and artists in this part of the files, tags are usable and have had their say. */
const TAGGED = 0.5;

/**
 * The last way to identify an album whose files have no usable tags: by what they sound like. `undefined` where nobody can
 * recognise it or nothing is certain; then the search's own end stands.
 */
export async function identifyBySound(
  input: IdentifyInput,
  { recognition = [], metadata }: Sources,
  thresholds: Thresholds,
  log: Asking,
): Promise<Decision | undefined> {
  const { kind, files } = input.group;
  const able = recognition.filter(({ groups }) => groups.includes(kind));
  if (able.length === 0 || hasUsableTags(input)) return undefined;
  const durations = new Map(input.tags.map(({ relativePath, duration }) => [relativePath, duration]));
  const heard = files
    .filter(({ role }) => role === 'main')
    .map(({ path, relativePath }) => compact({ path, duration: durations.get(relativePath) }));
  const tracks = trackClaims(input);
  for (const source of able) {
    const answer = await ask(log, source.id, () => source.recognise(heard, log.signal));
    if (answer.status !== 'ok') continue;
    log.reasons.push(`${source.id} was asked what the files sound like: ${answer.value.length} offers`);
    const full: Candidate[] = [];
    for (const candidate of answer.value.slice(0, COMPLETED_AT_MOST)) {
      const owner = metadata.find(({ id }) => id === candidate.provider);
      const completed = owner && (await ask(log, owner.id, () => owner.complete(candidate, log.signal)));
      const { recognised } = candidate;
      full.push(completed?.status === 'ok' ? { ...completed.value, ...compact({ recognised }) } : candidate);
    }
    const all = [...full, ...answer.value.slice(COMPLETED_AT_MOST)];
    const decision = decide(
      all.map((candidate) => scoreBySound(tracks, candidate)),
      thresholds,
    );
    if (decision.outcome === 'matched') return decision;
    log.reasons.push(...decision.reasons);
  }
  return undefined;
}

function hasUsableTags({ group, tags }: IdentifyInput): boolean {
  const main = group.files.filter(({ role }) => role === 'main').length;
  const tagged = tags.filter(({ title, artist, album }) => title !== undefined && (artist ?? album) !== undefined);
  return tagged.length >= main * TAGGED;
}
