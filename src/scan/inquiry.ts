import type { Library } from '../model/files.ts';
import type { ProviderId } from '../model/ids.ts';
import type { GroupKind } from '../model/kinds.ts';
import type { Outcome, UnaskedSource } from '../model/outcome.ts';
import type { Sources } from '../providers/port.ts';
import { sourceName } from '../providers/settings.ts';
import type { Inquiry, KnownGroup } from '../store/port.ts';

/** Days after which a group that nobody knew is asked about again: the first time, the second … */
const AGES_DAYS = [1, 3, 7, 30] as const;
const DAY = 86_400_000;

/** A group in its library, as far as it decides which sources are asked. */
interface Asked {
  readonly library: Library;
  readonly kind: GroupKind;
  readonly outcome: Outcome;
}

/** Compares the sources that are configured with those that could have answered when a group was last asked about. */
export interface Inquiries {
  /** Whether a source is configured now that was not, or that could not have answered as it is set up now. */
  hasGrown(library: Library, group: KnownGroup): boolean;
  /** Whether nobody knew the group, and so long ago that somebody may know it now. */
  isAged(library: Library, group: KnownGroup): boolean;
  /** What to keep with a group that was just asked about. `times`: how often in a row nobody knew it before. */
  record(asked: Asked, unasked: readonly UnaskedSource[], times: number): Inquiry;
}

interface AbleSource {
  readonly provider: ProviderId;
  /** The name, with a digest of the settings that decide what it can answer. */
  readonly text: string;
  /** The same, with a digest of the languages and the country. */
  readonly localText: string;
  readonly key: string;
  readonly isLocal: boolean;
  /** Says something of a work, beside what work it is. */
  readonly describes: boolean;
}

export function createInquiries(sources: Sources, now: () => Date): Inquiries {
  const known = new Map<string, readonly AbleSource[]>();
  const able = ({ library, kind, outcome }: Asked): readonly AbleSource[] => {
    const open = isOpen(outcome);
    const key = `${library.root}\n${library.name}\n${library.kind}\n${kind}\n${open}`;
    const found = known.get(key) ?? ableSources(sources, library, kind, open);
    known.set(key, found);
    return found;
  };
  const today = (): string => now().toISOString().slice(0, 10);
  return {
    hasGrown(library, { kind, outcome, inquiry, answered }) {
      // What an earlier version stored does not say who was asked. Nobody may have been able to answer.
      if (inquiry === undefined && isOpen(outcome)) return true;
      if (inquiry === undefined) {
        // Whoever has said nothing of the work may not have been asked. After one question that is known.
        const silent = able({ library, kind, outcome }).filter(
          ({ provider }) => answered?.includes(provider) === false,
        );
        return silent.some(({ describes }) => describes);
      }
      const asked = new Set(inquiry.sources);
      return able({ library, kind, outcome }).some(
        // What an earlier version stored has no languages: in which it was asked is not known.
        ({ text, localText, key }) =>
          ![text, localText, `${text}!${key}`, `${text}~${today()}`].some((known) => asked.has(known)),
      );
    },
    isAged(library, { kind, outcome, inquiry }) {
      if (outcome !== 'unmatched' || inquiry?.at === undefined) return false;
      if (able({ library, kind, outcome }).every(({ isLocal }) => isLocal)) return false;
      const days = AGES_DAYS[Math.min(inquiry.times ?? 1, AGES_DAYS.length) - 1] ?? AGES_DAYS[0];
      return now().getTime() - Date.parse(inquiry.at) >= days * DAY;
    },
    record(asked, unasked, times) {
      const texts = able(asked).flatMap((source) => recorded(source, unasked, today()));
      const when = asked.outcome === 'unmatched' ? { at: now().toISOString(), times: times + 1 } : {};
      return { sources: [...new Set(texts)].sort(), ...when };
    },
  };
}

/**
 * A source that refused its key could have answered with another one (`!` and the digest of the key); one that had given
 * its share of requests can answer tomorrow (`~` and the day). One that could not be asked at all is not written down.
 */
function recorded(
  { provider, text, localText, key }: AbleSource,
  unasked: readonly UnaskedSource[],
  today: string,
): string[] {
  const failed = unasked.find((source) => source.provider === provider);
  if (failed === undefined) return [localText];
  if (failed.code === 'HTTP_AUTH') return [`${text}!${key}`];
  return failed.code === 'HTTP_RATE_LIMITED' ? [`${text}~${today}`] : [];
}

function isOpen(outcome: Outcome): boolean {
  return outcome === 'unmatched' || outcome === 'ambiguous';
}

/** Sources that are asked about a group; of one that is not identified those alone that may identify it. */
function ableSources(sources: Sources, library: Library, kind: GroupKind, open: boolean): readonly AbleSource[] {
  const { managers, metadata, artwork, supplements = [], recognition = [], fingerprints = [], local } = sources;
  const describing = [
    ...managers.filter((manager) => manager.covers(library)),
    ...metadata,
    ...(open ? [] : [...artwork, ...supplements]),
  ];
  const described = (source: Named, isLocal: boolean, describes: boolean): AbleSource => {
    const name = sourceName(source);
    const { digest, locale, key = '' } = sources.settings?.get(name) ?? {};
    const text = digest === undefined ? name : `${name}#${digest}`;
    const localText = locale === undefined ? text : `${text}@${locale}`;
    return { provider: source.id, text, localText, key, isLocal, describes };
  };
  const ofKind = (all: readonly Named[], isLocal: boolean, describes: boolean): readonly AbleSource[] =>
    all.filter(({ groups }) => groups.includes(kind)).map((source) => described(source, isLocal, describes));
  return [
    ...ofKind(describing, false, true),
    ...ofKind([...recognition, ...fingerprints], false, false),
    ...ofKind(local, true, false),
  ];
}

interface Named {
  readonly id: ProviderId;
  readonly instance?: string;
  readonly groups: readonly GroupKind[];
}
