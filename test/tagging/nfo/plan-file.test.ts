import { expect, test } from 'vitest';
import { element, elements } from '../../../src/tagging/nfo/elements.ts';
import type { WantedRoot } from '../../../src/tagging/nfo/merge.ts';
import { planNfo } from '../../../src/tagging/nfo/plan-file.ts';

const episode = (number: number, plot: string): WantedRoot => ({
  name: 'episodedetails',
  elements: [element('season', 1), element('episode', number), ...elements('plot', [plot])],
});

function written(wanted: readonly WantedRoot[], bytes?: Uint8Array, base?: string) {
  const planned = planNfo({ bytes, base }, wanted, 'write');
  if (planned.status === 'left') throw new Error(planned.why);
  return planned;
}

test('the episodes of one file keep their own bases, in whatever order they come', () => {
  const first = written([episode(1, 'One.'), episode(2, 'Two.')]);
  const next = written([episode(2, 'Zwei.'), episode(1, 'One.')], Buffer.from(first.text), first.base);
  expect(next.notes).toEqual([{ element: 'plot', what: 'replaced' }]);
  expect(next.text).toBe(first.text.replace('Two.', 'Zwei.'));
  const again = written([episode(1, 'Eins.'), episode(2, 'Zwei.')], Buffer.from(next.text), next.base);
  expect(again.text).toBe(next.text.replace('One.', 'Eins.'));
});

test('a file with another root, in another encoding or of somebody else is left alone', () => {
  const wanted = [episode(1, 'One.')];
  const why = (text: string | Buffer) => planNfo({ bytes: Buffer.from(text), base: undefined }, wanted, 'merge');
  expect(why('<movie></movie>')).toEqual({ status: 'left', why: 'its root is <movie>' });
  expect(why(Buffer.from([0xff, 0xfe, 0x3c]))).toEqual({ status: 'left', why: 'it is not UTF-8' });
  const foreign = { bytes: Buffer.from('<episodedetails></episodedetails>'), base: undefined };
  expect(planNfo(foreign, wanted, 'write').status).toBe('left');
  expect(planNfo(foreign, wanted, 'merge').status).toBe('write');
});
