import { be, bitWriter, join, le, seedBytes } from './bytes.ts';
import { lacingOf, oggPage } from './ogg-pages.ts';

interface Packet {
  readonly data: Uint8Array;
  /** Granule position after this packet. */
  readonly end: number;
}

/** Opus silence, 48 kHz: 120 ms a packet, without any data in its frames. About 1.6 KB a minute. */
export function opus(seconds: number, channels: number, seed: string | number): Buffer {
  const preSkip = 312;
  const total = Math.round(seconds * 48000) + preSkip;
  const head = join('OpusHead', be(1, 1), be(channels, 1), le(preSkip, 2), le(48000, 4), le(0, 2), be(0, 1));
  const tags = join('OpusTags', le(7, 4), 'revenge', le(0, 4));
  // configuration 31 (CELT, full band, 20 ms), code 3: six frames of the same size
  const packet = Buffer.from([(31 << 3) | (channels > 1 ? 4 : 0) | 3, 6]);
  return stream(seed, [head, tags], packets(packet, total, 5760, 5760));
}

/** Vorbis silence: 4096 samples a packet of one byte, with the smallest set-up that is one. About 1.4 KB a minute. */
export function vorbis(seconds: number, sampleRate: number, channels: number, seed: string | number): Buffer {
  const total = Math.round(seconds * sampleRate);
  const identification = join(
    '\x01vorbis',
    le(0, 4),
    be(channels, 1),
    le(sampleRate, 4),
    le(0, 12),
    be(0xdd, 1), // both block sizes 2^13
    be(1, 1),
  );
  const comment = join('\x03vorbis', le(7, 4), 'revenge', le(0, 4), be(1, 1));
  return stream(seed, [identification, comment, vorbisSetup()], packets(Buffer.alloc(1), total, 4096, 0));
}

/** One code book of two words, a floor without partitions, a residue of nothing, one mapping, one mode. */
function vorbisSetup(): Buffer {
  const bits = bitWriter('lsb');
  bits.put(0, 8).put(0x564342, 24).put(1, 16).put(2, 24).put(0, 1).put(0, 1).put(0, 5).put(0, 5).put(0, 4);
  bits.put(0, 6).put(0, 16); // time domain: unused
  bits.put(0, 6).put(1, 16).put(0, 5).put(0, 2).put(8, 4); // floor 1
  bits.put(0, 6).put(1, 16).put(0, 24).put(0, 24).put(0, 24).put(0, 6).put(0, 8).put(0, 3).put(0, 1); // residue 1
  bits.put(0, 6).put(0, 16).put(0, 1).put(0, 1).put(0, 2).put(0, 8).put(0, 8).put(0, 8); // mapping
  bits.put(0, 6).put(0, 1).put(0, 16).put(0, 16).put(0, 8); // mode
  return join('\x05vorbis', bits.put(1, 1).bytes());
}

function packets(data: Uint8Array, total: number, step: number, first: number): readonly Packet[] {
  const out: Packet[] = [{ data, end: Math.min(first, total) }];
  for (let end = first; end < total; ) {
    end += step;
    out.push({ data, end: Math.min(end, total) });
  }
  return out;
}

/** Head packets on pages of their own (the second and later ones together), then 255 packets a page. */
function stream(seed: string | number, heads: readonly Buffer[], audio: readonly Packet[]): Buffer {
  const serial = seedBytes(seed).readUInt32LE();
  const [first, ...rest] = heads;
  if (first === undefined) throw new RangeError('a stream needs a head');
  const pages = [page(serial, 0, 2, [first], 0), page(serial, 1, 0, rest, 0)];
  for (let start = 0; start < audio.length; start += 255) {
    const part = audio.slice(start, start + 255);
    const last = start + 255 >= audio.length;
    pages.push(
      page(
        serial,
        pages.length,
        last ? 4 : 0,
        part.map((packet) => packet.data),
        part.at(-1)?.end ?? 0,
      ),
    );
  }
  return join(...pages);
}

function page(serial: number, sequence: number, type: number, data: readonly Uint8Array[], granule: number): Buffer {
  const lacing = data.flatMap((packet) => lacingOf(packet.length));
  return oggPage({ serial, sequence, type, granule, lacing, body: join(...data) });
}
