import type { JsonBody } from '../../http/port.ts';
import type { ArtworkKind } from '../../model/files.ts';
import type { ImageCandidate, SourceRecord } from '../../model/records.ts';
import type { CoverImage } from './schema.ts';

const OWN_HOSTS = new Set(['coverartarchive.org', 'www.coverartarchive.org']);

/** The index of a release → the release with its cover, back and discs. Booklets and the like have no place with us. */
export function coverRecord(
  release: string,
  answer: JsonBody<{ readonly images: readonly CoverImage[] }>,
  base: string,
): SourceRecord {
  const ranked = [...answer.data.images].sort((a, b) => Number(a.approved === false) - Number(b.approved === false));
  return {
    provider: 'coverartarchive',
    providerId: release,
    kind: 'release',
    fetchedAt: answer.fetchedAt,
    digest: answer.digest,
    confidence: 1,
    ids: { 'musicbrainz-release': release },
    values: {},
    credits: [],
    images: ranked.flatMap((image): ImageCandidate[] => {
      const kind = kindOf(image);
      return kind === undefined || image.image === undefined ? [] : [{ kind, url: imageUrl(image.image, base) }];
    }),
    children: [],
  };
}

function kindOf({ front, back, types }: CoverImage): ArtworkKind | undefined {
  if (front === true) return 'cover';
  if (back === true) return 'back';
  if (types.includes('Front')) return 'cover';
  if (types.includes('Back')) return 'back';
  return types.includes('Medium') ? 'disc' : undefined;
}

/** Pictures are asked where the index was, be it a mirror; those that lie elsewhere by https, though the index says http. */
function imageUrl(said: string, base: string): string {
  const url = new URL(said);
  if (OWN_HOSTS.has(url.hostname)) return `${base}${url.pathname}${url.search}`;
  if (url.host !== new URL(base).host) url.protocol = 'https:';
  return url.href;
}
