import { Document } from 'yaml';
import type { Observation } from './expectation.ts';
import { updateExpectation } from './update.ts';

const COMMENT =
  ' What `revenge check` expects. `revenge check --update` writes it; order and comments stay (docs/checks.md).';

/** The text of an expectation that fits what was observed: a new one, or `document` changed where it has to be. */
export function updatedText(name: string, document: Document | undefined, observed: Observation): string {
  const fresh = new Document({ version: 1, ...observed });
  fresh.commentBefore = COMMENT;
  const updated = document ?? fresh;
  if (document !== undefined) updateExpectation(document, observed);
  // Lines are not folded: a diff of two versions then shows whole values.
  return name.endsWith('.json')
    ? `${JSON.stringify(updated.toJS(), undefined, 2)}\n`
    : updated.toString({ lineWidth: 0 });
}
