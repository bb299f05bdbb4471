import { pathToFileURL } from 'node:url';
import { RevengeError } from '../model/errors.ts';
import type { ConfigDocument } from './document.ts';

/**
 * Runs a configuration that is code, and takes its default export.
 *
 * @throws RevengeError `CONFIG_UNREADABLE`, with the line of the file where the error names one.
 */
export async function importModule(file: string): Promise<ConfigDocument> {
  const { href } = pathToFileURL(file);
  let module: unknown;
  try {
    module = await import(href);
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw failure(
      file,
      `The configuration file ${file}${placeIn(error, file, href)} cannot be loaded: ${reason}`,
      error,
    );
  }
  if (typeof module !== 'object' || module === null || !('default' in module)) {
    throw failure(file, `The configuration file ${file} has no default export`);
  }
  return { file, data: module.default, place: () => undefined };
}

function failure(file: string, message: string, cause?: unknown): RevengeError {
  return new RevengeError('CONFIG_UNREADABLE', message, {
    hint: 'It has to be a module whose default export is the configuration: an object with the keys of config.example.yaml.',
    context: { file },
    cause,
  });
}

/** `:line` or `:line:column` of the first place within the file that the stack of an error names. */
function placeIn(error: unknown, file: string, href: string): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const name of [href, file]) {
    const at = stack.indexOf(`${name}:`);
    const [place] = at < 0 ? [] : (/^(?::\d+){1,2}/.exec(stack.slice(at + name.length)) ?? []);
    if (place !== undefined) return place;
  }
  return '';
}
