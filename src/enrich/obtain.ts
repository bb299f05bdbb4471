import pLimit from 'p-limit';
import type { HttpGateway } from '../http/port.ts';
import { isPrivateHost } from '../http/private-address.ts';
import { type ErrorCode, RevengeError, toRevengeError } from '../model/errors.ts';
import { pathOfAddress } from '../model/paths.ts';
import type { StoredImage } from '../model/views.ts';
import { withoutRequest } from '../model/without-request.ts';
import type { PendingArtwork, Store } from '../store/port.ts';
import { type ArtworkCandidate, isLocal, rankArtwork } from './artwork-choice.ts';
import type { ImageStore } from './image-store.ts';
import { readLocalImage } from './local-image.ts';
import { type ImageLimits, processImage } from './thumbnails.ts';

/** Pictures tried for one place before it is given up. */
const TRIED_AT_MOST = 4;
/** What downloads are counted as: one host serves the pictures of several sources, and none of it is a source's API. */
const PICTURES = 'pictures';
/** The source whose addresses come from files. */
const NFO = 'nfo';
/** The picture was seen and is none, or too large: it will be no better tomorrow. */
const UNUSABLE: ReadonlySet<ErrorCode> = new Set(['IMAGE_INVALID', 'HTTP_TOO_LARGE']);
/** Errors of one picture; any other says that its host cannot be asked, for the others of it neither. */
const OF_THE_PICTURE: ReadonlySet<ErrorCode> = new Set([
  ...UNUSABLE,
  'HTTP_STATUS',
  'HTTP_AUTH',
  'FILE_UNREADABLE',
  'READ_LIMIT',
]);

export type Obtained =
  | {
      readonly status: 'chosen';
      readonly candidate: ArtworkCandidate;
      readonly image: StoredImage;
      readonly from: 'local' | 'network' | 'store';
    }
  /** Every candidate was looked at and none can be used. */
  | { readonly status: 'failed'; readonly reasons: readonly string[] }
  /** Some could not be asked for: to be tried again in another run. */
  | { readonly status: 'deferred'; readonly error: RevengeError; readonly candidate: ArtworkCandidate };

/** What a picture is looked for as. */
type Wanted = Pick<PendingArtwork, 'kind' | 'originalLanguage' | 'candidates'>;

export interface ObtainPorts {
  readonly store: Pick<Store, 'imageByUrl'>;
  readonly http: Pick<HttpGateway, 'bytes'>;
  readonly images: ImageStore;
  readonly limits: ImageLimits;
  readonly languages: readonly string[];
  /** Downloads and decodings under way at once. */
  readonly network: number;
  readonly decode: number;
  readonly signal: AbortSignal;
}

/** Gets the best usable picture for a place: beside the media, from the store by its address, or from the network, once. */
export function createObtain(ports: ObtainPorts): (pending: Wanted) => Promise<Obtained> {
  const decoding = pLimit(ports.decode);
  const loading = pLimit(ports.network);
  const underWay = new Map<string, Promise<Omit<Extract<Obtained, { status: 'chosen' }>, 'status' | 'candidate'>>>();

  const keep = async (bytes: Uint8Array) => {
    const processed = await decoding(() => {
      ports.signal.throwIfAborted();
      return processImage(bytes, ports.limits);
    });
    // Outside the turn: waiting for the disk must not keep the next picture from being decoded.
    return ports.images.keep(bytes, processed, ports.limits.thumbnailFormat === 'jpeg' ? 'jpg' : 'webp');
  };

  const obtainOne = async (candidate: ArtworkCandidate) => {
    const { url } = candidate;
    if (isLocal(candidate)) {
      const bytes = await readLocalImage(pathOfAddress(url), ports.limits.maxBytes);
      return { image: await keep(bytes), from: 'local' as const };
    }
    refuseAddress(candidate);
    const known = await ports.store.imageByUrl(url);
    if (known !== undefined && (await ports.images.holds(known))) return { image: known, from: 'store' as const };
    const { maxBytes } = ports.limits;
    const publicOnly = candidate.provider === NFO;
    const request = { provider: PICTURES, url, maxBytes, publicOnly };
    const answer = await loading(() => ports.http.bytes(request, ports.signal));
    if (answer.status === 'unavailable')
      throw answer.error.context.isPrivate === true ? privatePicture() : answer.error;
    if (answer.status === 'not-found') throw new RevengeError('IMAGE_INVALID', 'there is no picture at this address');
    return { image: await keep(answer.value.bytes), from: 'network' as const };
  };

  /** Two places may want one picture at the same time. */
  const obtainOnce = (candidate: ArtworkCandidate) => {
    const known = underWay.get(candidate.url);
    if (known !== undefined) return known;
    const started = obtainOne(candidate).finally(() => underWay.delete(candidate.url));
    underWay.set(candidate.url, started);
    return started;
  };

  return async (pending) => {
    const ranked = rankArtwork(pending.candidates, tasteOf(pending, ports.languages));
    const reasons: string[] = [];
    const silent = new Set<string>();
    let deferred: Extract<Obtained, { status: 'deferred' }> | undefined;
    let tried = 0;
    for (const candidate of ranked) {
      // Candidates of a host that is down are no tries: they must not keep those of others from being looked at.
      if (tried >= TRIED_AT_MOST) break;
      if (silent.has(hostOf(candidate))) continue;
      try {
        return { status: 'chosen', candidate, ...(await obtainOnce(candidate)) };
      } catch (thrown) {
        ports.signal.throwIfAborted();
        const error = toRevengeError(thrown);
        if (error.code === 'INTERNAL') throw error;
        // Another candidate would not be the best one, only the smaller one.
        if (error.code === 'ARTWORK_UNWRITABLE') return { status: 'deferred', error, candidate };
        reasons.push(`${candidate.provider}: ${withoutRequest(error.message)}`);
        if (!UNUSABLE.has(error.code)) deferred ??= { status: 'deferred', error, candidate };
        if (OF_THE_PICTURE.has(error.code)) tried++;
        else silent.add(hostOf(candidate));
      }
    }
    return deferred ?? { status: 'failed', reasons };
  };
}

/**
 * Only web addresses; and an NFO, which may come with a download from anywhere, must not make us ask the machines of
 * our own network.
 */
function refuseAddress({ url, provider }: ArtworkCandidate): void {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  if (protocol !== 'http:' && protocol !== 'https:') throw new RevengeError('IMAGE_INVALID', 'this is no web address');
  if (provider === NFO && isPrivateHost(hostname)) throw privatePicture();
}

function privatePicture(): RevengeError {
  return new RevengeError('IMAGE_INVALID', 'an NFO names a picture inside the private network');
}

function tasteOf({ kind, originalLanguage }: Wanted, languages: readonly string[]) {
  return { kind, languages, ...(originalLanguage === undefined ? {} : { originalLanguage }) };
}

function hostOf({ url }: ArtworkCandidate): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
