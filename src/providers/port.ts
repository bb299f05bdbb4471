import type { MediaRead } from '../media/read-media.ts';
import type { Answer } from '../model/answer.ts';
import type { FsPath, GroupFile, Library, MediaGroup } from '../model/files.ts';
import type { ExternalId, ExternalIdKind, ExternalIds, ProviderId } from '../model/ids.ts';
import type { GroupKind } from '../model/kinds.ts';
import type { AudioTags, FileTags, ManagedFile, NfoReading, Probe } from '../model/media.ts';
import type { Candidate } from '../model/outcome.ts';
import type { Pin, WorkClaim } from '../model/reading.ts';
import type { Position, SourceRecord } from '../model/records.ts';
import type { SourceWarning } from './shared/warning.ts';

/** What identification asks an external API for. */
export interface SearchQuery {
  readonly kind: GroupKind;
  readonly title: string;
  readonly year?: number;
  /** Albums. */
  readonly artist?: string;
  readonly trackCount?: number;
  readonly barcode?: string;
  readonly catalogNumber?: string;
}

/** What the files say of a work, to choose by where an id stands for several (a release group for its editions). */
export interface ResolveHints {
  readonly year?: number;
  /** Albums. */
  readonly trackCount?: number;
  readonly discCount?: number;
  /** Seconds, in order of discs and tracks; only where that of every track is known. */
  readonly durations?: readonly number[];
  readonly barcode?: string;
  readonly catalogNumber?: string;
  /** As far as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date?: string;
  /** What it was released on, as tags say: `CD`, `Vinyl` … */
  readonly media?: string;
}

/** Which parts of a work are wanted, so that a source need not be asked for the rest. */
interface Wanted {
  /** Series: the seasons of which there are files. */
  readonly seasons?: readonly number[];
  /** ISO 639-1, in order of preference. */
  readonly languages: readonly string[];
}

/** Where an Arr service says that one of a group's files belongs. */
export interface LocatedFile {
  /** Relative path in the library. */
  readonly relativePath: string;
  readonly season?: number;
  readonly episodes?: readonly number[];
  /** Albums. */
  readonly disc?: number;
  readonly tracks?: readonly number[];
  readonly managed?: ManagedFile;
  /** What the service found in the file, and the size in bytes that it had then: true as long as the file has it still. */
  readonly probe?: Probe;
  readonly size?: number;
}

/** A group that an Arr service knows by its path. */
export interface Located {
  readonly ids: ExternalIds;
  /** The Arr's own record, so that gathering needs no second request. */
  readonly record: SourceRecord;
  readonly files: readonly LocatedFile[];
}

/** A folder here, by the library it is in. */
export interface LocalFolder {
  readonly root: FsPath;
  /** `''` = the root itself. */
  readonly relativePath: FsPath;
}

/** A mapping that would bring folders of a service and folders here together. */
export interface MapSuggestion {
  /** As the service writes it. */
  readonly from: string;
  readonly to: FsPath;
  /** Folders of the service that it finds a place for. */
  readonly folders: number;
}

/** Radarr, Sonarr …: they know what the files are, by path. */
export interface LibraryManager {
  readonly id: ProviderId;
  /** Name of the configured instance; equals `id` where there is one. */
  readonly instance: string;
  readonly groups: readonly GroupKind[];
  /** True when this instance is in charge of the library. */
  covers(library: Library): boolean;
  /**
   * Looks a group up by the paths of its folder and main files. Loads the whole list once, at the first question;
   * Sonarr's episodes once for each series asked. `not-found`: the Arr knows neither folder nor file.
   */
  locate(group: MediaGroup, signal: AbortSignal): Promise<Answer<Located>>;
  /** Looks up a work in the loaded list by id, without a request of its own beyond the list. */
  byId(ids: ExternalIds, kind: GroupKind, signal: AbortSignal): Promise<Answer<Located>>;
  /**
   * Entries that its path map lacks: by which of its works that lie in no library would be these folders, which it does not
   * know. By the loaded list, without a request of its own.
   */
  mapGaps?(unknown: readonly LocalFolder[], signal: AbortSignal): Promise<Answer<MapGaps>>;
}

interface MapGaps {
  /** Works that the service knows in all. */
  readonly works: number;
  readonly missing: readonly MapSuggestion[];
}

/** What a service says of itself. */
export interface ServiceStatus {
  /** `Radarr`, `Sonarr` … */
  readonly name?: string;
  readonly version?: string;
  /** Where it answered; another address than the configured one where that misses the URL base, or has a wrong one. */
  readonly url: string;
}

/** A folder or file that an Arr service knows. */
export interface ManagedPath {
  /** As the service sees it. */
  readonly remote: string;
  /** Where that may be here, by the path map; by several spellings where links lead there. */
  readonly locals: readonly FsPath[];
}

/** A library manager that can be looked into, to find out why it knows nothing. */
export interface InspectableManager extends LibraryManager {
  /** As it is configured. */
  readonly url: string;
  /** The libraries that it is in charge of can be told by `covers`. */
  status(signal: AbortSignal): Promise<Answer<ServiceStatus>>;
  /** The folder of every work it knows. */
  paths(signal: AbortSignal): Promise<Answer<readonly ManagedPath[]>>;
}

/** What a source says of changes: the ids (of `idKind`) of all works of a kind that changed, or that there are too many. */
export type ChangedWorks =
  | { readonly status: 'known'; readonly ids: ReadonlySet<string> }
  | { readonly status: 'too-many' };

/**
 * The works that changed since a time, by the source's own list. It is given up as `too-many` as soon as it is sure to
 * cost more than `requests`: then asking for each work is cheaper. `not-found`: the service has no such list.
 */
export type ChangedSince = (
  kind: GroupKind,
  since: Date,
  requests: number,
  signal: AbortSignal,
) => Promise<Answer<ChangedWorks>>;

/** TMDb, MusicBrainz …: answers searches, ids and details. */
export interface MetadataSource {
  readonly id: ProviderId;
  /** Name of the configured instance, where there may be several. */
  readonly instance?: string;
  readonly groups: readonly GroupKind[];
  /** Kinds of ids that `resolve` understands, for these groups. */
  readonly resolves: readonly (ExternalIdKind | 'mbid')[];
  /** The kind of id that `fetch` needs, by group. */
  readonly idKind: Readonly<Partial<Record<GroupKind, ExternalIdKind>>>;
  /** Best first as the source ranks them. An empty list is `ok` with no candidates. */
  search(query: SearchQuery, signal: AbortSignal): Promise<Answer<readonly Candidate[]>>;
  /** One id, its own or a foreign one, → the work. */
  resolve(
    id: { readonly kind: ExternalIdKind | 'mbid'; readonly value: string },
    group: GroupKind,
    signal: AbortSignal,
    hints?: ResolveHints,
  ): Promise<Answer<Candidate>>;
  /** Fuller facts of a candidate where scoring needs them (track list of a release). Same candidate where it is full. */
  complete(candidate: Candidate, signal: AbortSignal): Promise<Answer<Candidate>>;
  /** Everything it says of the work: the tree of the item with its children and parents. */
  fetch(ids: ExternalIds, group: GroupKind, wanted: Wanted, signal: AbortSignal): Promise<Answer<SourceRecord>>;
  /**
   * The id under which an entry of one of its kinds is found now: another one where it was merged. For what a work belongs
   * to (its artist, its release group); the work itself says it when it is fetched. Absent: the source has none of those.
   */
  currentId?(id: ExternalId, signal: AbortSignal): Promise<Answer<string>>;
  /** Absent: the source has no list of changes. */
  readonly changedSince?: ChangedSince;
}

/** A source of pictures only, asked by id: Cover Art Archive, fanart.tv. */
export interface ArtworkSource {
  readonly id: ProviderId;
  readonly groups: readonly GroupKind[];
  images(record: SourceRecord, signal: AbortSignal): Promise<Answer<SourceRecord>>;
  /** Asks the service one cheap question, for `doctor`. */
  check?(signal: AbortSignal): Promise<Answer<unknown>>;
}

/** A work that is identified, with what other sources have said of it so far. */
export interface KnownWork {
  readonly kind: GroupKind;
  readonly ids: ExternalIds;
  readonly records: readonly SourceRecord[];
}

/** A source that only adds to a work whose ids are known: ratings, tags, listeners, pictures. OMDb, Last.fm, fanart.tv. */
export interface SupplementSource {
  readonly id: ProviderId;
  readonly groups: readonly GroupKind[];
  /** `not-found` where it has nothing, and, without a request, where it has nothing to ask by or nothing to add. */
  supplement(work: KnownWork, signal: AbortSignal): Promise<Answer<SourceRecord>>;
}

/** One file to be recognised by its sound. */
export interface HeardFile {
  /** Absolute. */
  readonly path: FsPath;
  /** Seconds. */
  readonly duration?: number;
}

/** Recognises works by the files themselves, where names and tags do not tell: AcoustID, a disc's table of contents. */
export interface RecognitionSource {
  readonly id: ProviderId;
  readonly groups: readonly GroupKind[];
  /**
   * Works that the files may be, the likeliest first, as candidates of a metadata source that can complete them.
   * `files` in the order of discs and tracks.
   */
  recognise(files: readonly HeardFile[], signal: AbortSignal): Promise<Answer<readonly Candidate[]>>;
  /** Asks the service one cheap question, for `doctor`. Absent where another source asks the same service. */
  check?(signal: AbortSignal): Promise<Answer<unknown>>;
}

/** What tells a file by its content. */
export interface FileFingerprint {
  /** `oshash`: size, first and last 64 KiB. `phash`: what its frames look like. */
  readonly algorithm: 'oshash' | 'phash';
  /** 16 hex digits. */
  readonly hash: string;
}

/** A work that a source knows a file as. */
export interface FingerprintMatch {
  readonly candidate: Candidate;
  /** Seconds that the files of this fingerprint last. */
  readonly duration?: number;
  /** How many people say so. */
  readonly submissions?: number;
}

/** Knows files by their content, many with one request: stash-box. */
export interface FingerprintSource {
  readonly id: ProviderId;
  readonly groups: readonly GroupKind[];
  /** Files that one request takes. */
  readonly filesAtOnce: number;
  /** What each file is known as, in the order of the files; an empty list is one that nobody knows. */
  recognise(
    files: readonly (readonly FileFingerprint[])[],
    signal: AbortSignal,
  ): Promise<readonly Answer<readonly FingerprintMatch[]>[]>;
}

/** A file that a sidecar says the episode of. */
export interface EpisodePlace {
  readonly relativePath: FsPath;
  /** Absent: as the file's name says. */
  readonly season?: number;
  readonly episodes: readonly number[];
}

/** What a local source read in one file, in the domain's terms. */
export interface LocalReading {
  /** Ids that settle which work the group is. */
  readonly pins?: readonly Pin[];
  /** Ways to read which work the group is, where no id says so. */
  readonly claims?: readonly WorkClaim[];
  /** Which episodes files of the group are, whatever their names say. */
  readonly places?: readonly EpisodePlace[];
  readonly nfo?: readonly NfoReading[];
  readonly tags?: AudioTags;
  /** Set where revenge wrote the file itself: then it says nothing of the work. */
  readonly isOwn?: true;
  /** What is wrong with the file, though some of it could be read. */
  readonly warnings?: readonly SourceWarning[];
}

/** Reads files of a group. */
interface LocalReader {
  /** Whether it is the one to read this file; by role and name alone, nothing is opened for it. */
  reads(file: GroupFile): boolean;
  /**
   * Reads the file once. `not-found`: there is nothing in it for this source. `unavailable`: it could not be read, which
   * says nothing of what is in it. Throws only when `signal` aborts.
   *
   * @param media what one open of a media file gives; shared with the scan, which needs probe and hash of it.
   */
  read(file: GroupFile, signal: AbortSignal, media: () => Promise<MediaRead>): Promise<Answer<LocalReading>>;
}

/** What all local sources read in the files of a group that is identified. */
export interface LocalWork {
  readonly group: MediaGroup;
  readonly nfo: readonly NfoReading[];
  readonly tags: readonly FileTags[];
  readonly claims: readonly WorkClaim[];
  /** Which part of the work each main file is. */
  readonly links: ReadonlyMap<FsPath, readonly Position[]>;
}

/**
 * What lies with the media and is read, not asked: NFO files, embedded tags, pictures, `.plexmatch`, names. It costs no
 * request, and a group whose files are as they were is not read again.
 */
export interface LocalSource {
  readonly id: ProviderId;
  readonly groups: readonly GroupKind[];
  /** Absent where the walk has seen already all that it needs. */
  readonly reader?: LocalReader;
  /**
   * Everything it says of the work, in the same tree as the records of services: so that a work shows even where no
   * service answered, and every file of it has its place. Pure; undefined where it has nothing to say.
   */
  record(work: LocalWork): SourceRecord | undefined;
}

/** What a service asks of those who show what it gave. */
export interface SourceTerms {
  readonly provider: ProviderId;
  readonly name: string;
  /** What it is asked for: `albums`. */
  readonly gives: string;
  /** Where to link to. */
  readonly url: string;
  /** The words to show. */
  readonly attribution: string;
  /** Under what terms it gives, in a few words. */
  readonly terms: string;
}

/** The configured sources, in the order of asking. */
export interface Sources {
  readonly managers: readonly LibraryManager[];
  readonly metadata: readonly MetadataSource[];
  readonly artwork: readonly ArtworkSource[];
  readonly supplements?: readonly SupplementSource[];
  readonly recognition?: readonly RecognitionSource[];
  readonly fingerprints?: readonly FingerprintSource[];
  readonly local: readonly LocalSource[];
  /** By the name of a source (`sourceName`). */
  readonly settings?: ReadonlyMap<string, SourceSettings>;
}

/** Digests of how a source is set up: what was asked under one of them need not be asked again. */
export interface SourceSettings {
  /** Of the settings that decide what it can answer; absent where there are none. */
  readonly digest?: string;
  /** Of the languages and country that it chooses texts, dates and releases by; absent where it does not. */
  readonly locale?: string;
  readonly key?: string;
}
