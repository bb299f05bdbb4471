import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, MpegTsOutputFormat, Output } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { h264Picture, startCoded } from '../support/media/h264.ts';
import { probeFile } from './read.ts';
import { signal, temporaryFolder } from './temporary.ts';

const folder = temporaryFolder();
const PACKET = 188;

/** Pictures at these seconds, as an MPEG transport stream. */
async function transportStream(seconds: readonly number[]): Promise<Buffer> {
  const picture = startCoded(h264Picture(1280, 720));
  const output = new Output({ format: new MpegTsOutputFormat(), target: new BufferTarget() });
  const source = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(source);
  await output.start();
  for (const at of seconds) {
    const packet = new EncodedPacket(picture, 'key', at, 0.04);
    await source.add(packet, { decoderConfig: { codec: 'avc1.4d4033', codedWidth: 1280, codedHeight: 720 } });
  }
  await output.finalize();
  return Buffer.from(output.target.buffer ?? new ArrayBuffer(0));
}

/** Packets that carry nothing, as recorders write to keep the pace. */
function nothing(packets: number): Buffer {
  const out = Buffer.alloc(packets * PACKET, 0xff);
  for (let at = 0; at < out.length; at += PACKET) out.write('471fff10', at, 'hex');
  return out;
}

describe('transport streams', () => {
  const times = Array.from({ length: 50 }, (_, index) => index * 0.04);

  it('are read whole where they are short', async () => {
    const path = await folder.put('short.ts', await transportStream(times));
    expect(await probeFile(path, { signal })).toMatchObject({
      status: 'ok',
      probe: { container: 'mpegts', video: [{ codec: 'h264', width: 1280, height: 720 }] },
    });
  });

  it('are read by head and tail where they are long, with the length of the whole', async () => {
    const early = await transportStream(times);
    const late = await transportStream(times.map((at) => at + 3600));
    const stream = Buffer.concat([early, nothing(60_000), late]);
    const result = await probeFile(await folder.put('long.ts', stream), { signal });
    expect(result).toMatchObject({
      status: 'ok',
      probe: { container: 'mpegts', video: [{ codec: 'h264', width: 1280, height: 720 }], warnings: [] },
    });
    expect(result.status === 'ok' && result.probe.duration).toBeCloseTo(3602, 0);
  });
});
