/**
 * The code of the reader's thread, plain JavaScript: it must run alike from the sources and from the built program, and
 * Node 20 runs no TypeScript in a thread. It takes one job at a time, asks for bytes as it needs them, and answers with facts
 * as the libraries tell them; what they mean is told apart outside.
 *
 * In: `{job: {reader, formats, measure, size, head}}`, `{id, bytes}`. Out: `{id, offset, size}`, `{result}`, `{error}`.
 */
export const WORKER_SOURCE = `
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

const readers = { mediabunny, mediainfo };
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
