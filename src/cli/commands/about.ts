import { sourceTerms } from '../../providers/registry.ts';
import { createLineWriter } from '../../ui/line-writer.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../options.ts';
import { VERSION } from '../version.ts';

/** Prints the version and the attributions that the services ask for; with `--json` one document. */
export async function runAbout(options: GlobalOptions, io: Io): Promise<number> {
  const output = createLineWriter(io.stdout);
  if (options.json === true) {
    output.write(
      JSON.stringify({ name: 'revenge', version: VERSION, licence: 'MIT', sources: sourceTerms }, undefined, 2),
    );
  } else {
    output.write(`revenge ${VERSION}, MIT licence`);
    output.write('Metadata scanner and tagger for self-hosted media libraries.');
    for (const { name, gives, attribution, terms, url } of sourceTerms) {
      output.write('');
      output.write(`${name}: ${gives}`);
      output.write(`  ${attribution}`);
      output.write(`  ${url} (${terms})`);
    }
  }
  await output.close();
  return 0;
}
