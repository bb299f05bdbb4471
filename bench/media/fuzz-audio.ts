// Mutated files of every audio format: none may make a reader throw, take over 50 ms of CPU or 64 MB.
// Usage: node scripts/run-ts.js bench/media/fuzz-audio.ts [files] [seed]
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { AUDIO_READERS } from '../../src/media/formats/audio.ts';
import { memoryWindow } from '../../src/media/formats/window.ts';
import { audioTagsOf } from '../../src/media/tags/of-reading.ts';
import { audioSamples } from '../../test/support/media/audio-samples.ts';
import { mutated, randomNumbers } from '../../test/support/media/mutate.ts';

const FILES = Number(process.argv[2] ?? 1_000_000);
const random = randomNumbers(Number(process.argv[3] ?? 1));
const samples = audioSamples();
let worst = { milliseconds: 0, format: '', megabytes: 0 };
// Garbage is collected at the end, so that what is left is what the readers hold on to.
setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
let failures = 0;
let none = 0;
const started = process.cpuUsage();

for (let count = 0; count < FILES; count++) {
  const [format, bytes] = samples[count % samples.length] ?? ['', Buffer.alloc(0)];
  const file = mutated(bytes, random);
  const isSampled = count % 50 === 0;
  const memory = isSampled ? allocated() : 0;
  const before = process.cpuUsage();
  try {
    const reading = AUDIO_READERS.get(format)?.(memoryWindow(file));
    if (reading === undefined) none++;
    else audioTagsOf(reading);
  } catch (thrown) {
    failures++;
    console.log(`${format}, file ${count}: ${String(thrown)}`);
  }
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1000;
  if (milliseconds > worst.milliseconds) worst = { ...worst, milliseconds, format };
  if (isSampled) worst = { ...worst, megabytes: Math.max(worst.megabytes, (allocated() - memory) / 2 ** 20) };
}
const { user, system } = process.cpuUsage(started);
console.log(`${FILES} files, ${failures} threw, ${none} held nothing; ${((user + system) / 1e6).toFixed(1)} s of CPU`);
if (typeof collect === 'function') collect();
const megabytes = worst.megabytes.toFixed(1);
console.log(
  `worst file: ${worst.milliseconds.toFixed(1)} ms of CPU (${worst.format}), ${megabytes} MB (of every 50th file)`,
);
console.log(`held in the end: ${(allocated() / 2 ** 20).toFixed(0)} MB`);
if (failures > 0) process.exitCode = 1;

function allocated(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
