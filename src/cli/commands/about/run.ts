import { PROVIDERS } from '../../../providers/list.ts';
import { termsOf } from '../../../providers/terms.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { VERSION } from '../../version.ts';
import type { AboutDocument } from './document.ts';

/** Prints the version, the attributions that the services ask for, and what is read with the media; with `--json` one document. */
export async function runAbout(options: GlobalOptions, io: Io): Promise<number> {
  const output = createLineWriter(io.stdout);
  const { providers = PROVIDERS } = io;
  const sources = termsOf(providers);
  const local = providers.filter(({ family }) => family === 'local').map(({ id, gives }) => ({ provider: id, gives }));
  if (options.json === true) {
    const document: AboutDocument = { name: 'revenge', version: VERSION, licence: 'MIT', sources, local };
    output.write(JSON.stringify(document, undefined, 2));
  } else {
    output.write(`revenge ${VERSION}, MIT licence`);
    output.write('Metadata scanner and tagger for self-hosted media libraries.');
    for (const { name, gives, attribution, terms, url } of sources) {
      output.write('');
      output.write(`${name}: ${gives}`);
      output.write(`  ${attribution}`);
      output.write(`  ${url} (${terms})`);
    }
    output.write('');
    output.write('Your own, read with the media and without terms:');
    for (const { provider, gives } of local) output.write(`  ${provider}: ${gives}`);
  }
  await output.close();
  return 0;
}
