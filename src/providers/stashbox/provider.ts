import { z } from 'zod';
import { setting } from '../../settings/setting.ts';
import { address, key, pace, text } from '../../settings/types.ts';
import { defineProvider } from '../descriptor.ts';
import { stashboxLimits } from './limits.ts';
import { stashboxTerms } from './terms.ts';

export const stashbox = defineProvider({
  id: 'stashbox',
  name: stashboxTerms.name,
  family: 'service',
  presence: 'instances',
  doc: 'stash-box, for libraries of kind `adult` only: scenes by the content of their files. StashDB is called `stashdb`; other instances (FansDB, …) need a `url` and a `name` of their own.',
  table: {
    gives: 'libraries of kind `adult`, and these alone, by the content of the files (StashDB, …)',
    key: 'yours, by invitation',
    limits: '240 a minute; one for each 40 files',
    attribution: 'data of the communities of StashDB and the others',
  },
  terms: stashboxTerms,
  limits: stashboxLimits,
  statedLimits: "240 a minute, as Stash's own client",
  isAdult: true,
  rank: 'catalogue',
  suggestion: { kinds: ['scene'], gives: 'StashDB: scenes' },
  settings: z.strictObject({
    name: setting(text.default('stashdb'), { doc: 'Name of the instance.', variable: false }),
    url: address('https://stashdb.org/graphql'),
    apiKey: key('0123456789abcdef0123456789abcdef', 'API key of your account.'),
    ...pace,
  }),
  problems: (boxes) =>
    boxes.flatMap(({ name }, index) =>
      boxes.findIndex((box) => box.name === name) === index
        ? []
        : [
            {
              path: [index, 'name'],
              message: `is that of another instance: "${name}"`,
              hint: 'Only StashDB is called stashdb; give every other one a name of its own.',
            },
          ],
    ),
  async create(settings, { gateway, warn }) {
    const { createStashBox } = await import('./index.ts');
    const { metadata, fingerprints } = createStashBox(settings, gateway, warn);
    return { metadata: [metadata], fingerprints: [fingerprints] };
  },
});
