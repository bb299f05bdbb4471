/**
 * The code of the reader's thread, plain JavaScript: it must run alike from the sources and from the built program, and
 * Node 20 runs no TypeScript in a thread. It takes one job at a time, asks for bytes as it needs them, and answers with facts
 * as the libraries tell them; what they mean is told apart outside.
 *
 * In: `{job: {reader, …, size, head}}`, `{id, bytes}`. Out: `{id, offset, size}`, `{result}`, `{error}`.
 */
export const THREAD_SOURCE = `
const { parentPort, workerData } = require('node:worker_threads');
const wanted = new Map();
let ids = 0;

function reading(head) {
  return (offset, size) => {
    if (offset + size <= head.length) return head.slice(offset, offset + size);
    const id = ++ids;
    return new Promise((resolve) => {
      wanted.set(id, resolve);
      parentPort.postMessage({ id, offset, size });
    });
  };
}

async function mediabunny({ formats, measure, size, head }) {
  const library = require(workerData.mediabunny);
  library.Logging.level = library.LogLevel.Silent;
  const read = reading(head);
  const source = new library.CustomSource({
    getSize: () => size,
    read: (start, end) => read(start, end - start),
    handleUnhandledError: () => {},
  });
  const input = new library.Input({ formats: formats.map((name) => library[name]), source });
  try {
    const stated = await input.getDurationFromMetadata();
    const duration = stated === null && measure ? await input.computeDuration() : stated;
    const tracks = [];
    for (const track of (await input.getTracks()).slice(0, 64)) {
      const internal = await track.getInternalCodecId();
      const common = {
        codec: (await track.getCodec()) ?? (internal instanceof Uint8Array ? null : internal),
        parameters: await track.getCodecParameterString(),
        language: await track.getLanguageCode(),
      };
      if (track.isVideoTrack()) {
        tracks.push({
          ...common,
          type: 'video',
          width: await track.getCodedWidth(),
          height: await track.getCodedHeight(),
          transfer: (await track.getColorSpace()).transfer ?? null,
        });
      } else if (track.isAudioTrack()) {
        const channels = await track.getNumberOfChannels();
        tracks.push({ ...common, type: 'audio', channels, sampleRate: await track.getSampleRate() });
      }
    }
    return { duration, tracks };
  } finally {
    input.dispose();
  }
}

let info;
async function mediainfo({ size, head }) {
  info ??= require(workerData.mediainfo).mediaInfoFactory({ chunkSize: 65536 });
  const read = reading(head);
  return (await info).analyzeData(size, (length, offset) => read(offset, length));
}

// The library reads synchronously, bytes come asynchronously: it sees what is here so far; where it wants more, that is
// fetched and it starts again.
async function taglib({ mime, tagsOnly, size, head }) {
  const library = require(workerData.taglib);
  const style = tagsOnly ? 0 : library.ReadStyle.Average | library.ReadStyle.PictureLazy;
  const read = reading(head);
  const parts = [{ offset: 0, bytes: head }];
  for (let attempt = 0; attempt < 24; attempt++) {
    let missing;
    let position = 0;
    const stream = {
      canWrite: false,
      length: size,
      get position() { return position; },
      set position(value) { position = value; },
      close() {},
      read(buffer, at, length) {
        const end = Math.min(size, position + length);
        if (position < 0 || position >= end) return 0;
        const part = parts.find((one) => one.offset <= position && one.offset + one.bytes.length >= end);
        if (part === undefined) {
          missing ??= { offset: position, length: end - position };
          throw new RangeError('not here yet');
        }
        buffer.set(part.bytes.subarray(position - part.offset, end - part.offset), at);
        const done = end - position;
        position = end;
        return done;
      },
      seek(offset, origin) { position = offset + (origin === 0 ? 0 : origin === 1 ? position : size); },
      setLength() { throw new RangeError('read only'); },
      write() { throw new RangeError('read only'); },
    };
    const source = { name: 'file', get readStream() { position = 0; return stream; }, closeStream() {} };
    let found;
    let failure;
    try {
      found = tagsOf(library, library.File.createFromAbstraction(source, mime, style), tagsOnly);
    } catch (error) {
      failure = error;
    }
    if (missing === undefined) {
      if (failure !== undefined) throw failure;
      return found;
    }
    // Doubled every time: a search from end to end shall not start a thousand times.
    const length = Math.min(size - missing.offset, Math.max(missing.length, 65536 << Math.min(attempt, 8)));
    parts.push({ offset: missing.offset, bytes: await read(missing.offset, length) });
  }
  throw new RangeError('the tags are spread over the whole file');
}

function tagsOf(library, file, tagsOnly) {
  const { TagTypes, StringType, ByteVector } = library;
  const blocks = [];
  // For writing, the library copies an old kind of tag into a new one; only what is on the disk counts.
  const found = (type) => ((file.tagTypesOnDisk & type) === 0 ? undefined : file.getTag(type, false));
  const add = (origin, entries, version) =>
    blocks.push({ origin, version, entries: entries.map(([key, values]) => [key, (values ?? []).filter((v) => typeof v === 'string')]) });
  const xiph = file.getTag(TagTypes.Xiph, false);
  if (xiph) add('vorbis', xiph.fieldNames.filter((n) => !/PICTURE|COVERART/i.test(n)).map((n) => [n, xiph.getField(n)]));
  const apple = file.getTag(TagTypes.Apple, false);
  if (apple) {
    const atoms = workerData.atoms.map((name) => [name, apple.getQuickTimeStrings(ByteVector.fromString(name, StringType.Latin1))]);
    const free = workerData.freeAtoms.map((name) => [name, apple.getItunesStrings('com.apple.iTunes', name)]);
    add('mp4', [...common(apple), ...atoms, ...free, ['COMPILATION', [apple.isCompilation ? '1' : '']]]);
  }
  const id3 = found(TagTypes.Id3v2);
  if (id3) add('id3v2', id3.frames.map((frame) => entryOf(library, frame)).filter(Boolean), id3.version);
  const ape = found(TagTypes.Ape);
  if (ape) add('ape', ape.items.filter((item) => !/^cover art/i.test(item.key)).map((item) => [item.key, item.text]));
  for (const [type, origin] of [[TagTypes.Asf, 'asf'], [TagTypes.RiffInfo, 'riff'], [TagTypes.Id3v1, 'id3v1']]) {
    const tag = found(type);
    if (tag) add(origin, common(tag));
  }
  const milliseconds = tagsOnly ? 0 : (file.properties?.durationMilliseconds ?? 0);
  return { blocks, milliseconds, pictures: file.tag?.pictures?.length ?? 0 };
}

function entryOf(library, frame) {
  if (frame instanceof library.Id3v2UserTextInformationFrame) return ['TXXX:' + frame.description, frame.text];
  if (frame instanceof library.Id3v2UniqueFileIdentifierFrame) {
    return ['UFID:' + frame.owner, [frame.identifier.toString(library.StringType.Latin1)]];
  }
  if (frame instanceof library.Id3v2UnsynchronizedLyricsFrame) return ['USLT', [frame.text]];
  if (!(frame instanceof library.Id3v2TextInformationFrame)) return undefined;
  for (const version of [4, 3]) {
    try {
      return [frame.frameId.render(version).toString(library.StringType.Latin1), frame.text];
    } catch {}
  }
}

function common(tag) {
  const number = (value) => [value > 0 ? String(value) : ''];
  return [
    ['TITLE', [tag.title]],
    ['ARTIST', tag.performers],
    ['ALBUMARTIST', tag.albumArtists],
    ['ALBUM', [tag.album]],
    ['DATE', number(tag.year)],
    ['GENRE', tag.genres],
    ['COMPOSER', tag.composers],
    ['LABEL', [tag.publisher]],
    ['ISRC', [tag.isrc]],
    ['LYRICS', [tag.lyrics]],
    ['TRACKNUMBER', number(tag.track)],
    ['TRACKTOTAL', number(tag.trackCount)],
    ['DISCNUMBER', number(tag.disc)],
    ['DISCTOTAL', number(tag.discCount)],
    ['MUSICBRAINZ_TRACKID', [tag.musicBrainzTrackId]],
    ['MUSICBRAINZ_ALBUMID', [tag.musicBrainzReleaseId]],
    ['MUSICBRAINZ_RELEASEGROUPID', [tag.musicBrainzReleaseGroupId]],
    ['MUSICBRAINZ_ARTISTID', [tag.musicBrainzArtistId]],
    ['MUSICBRAINZ_ALBUMARTISTID', [tag.musicBrainzReleaseArtistId]],
  ];
}

const readers = { mediabunny, mediainfo, taglib };
parentPort.on('message', ({ job, id, bytes }) => {
  if (job === undefined) {
    const resolve = wanted.get(id);
    wanted.delete(id);
    return resolve?.(bytes);
  }
  readers[job.reader](job).then(
    (result) => parentPort.postMessage({ result }),
    (error) => parentPort.postMessage({ error: String(error) }),
  );
});
`;
