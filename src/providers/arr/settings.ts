import { z } from 'zod';
import { setting } from '../../settings/setting.ts';
import { httpUrl, key, pace, text } from '../../settings/types.ts';
import { plainPath } from './path-map.ts';

/** The settings of one instance of an Arr service. `example`: an address, a library and the folder that it has in a container. */
export function arrSettings(example: {
  readonly name: string;
  readonly url: string;
  readonly library: string;
  readonly folder: string;
  readonly seenAs: string;
}) {
  return z.strictObject({
    name: setting(text.optional(), {
      doc: 'Name of the instance, by which messages tell several instances apart. Default: the name of the service; `radarr-2` for the second.',
      variable: false,
      example: example.name,
    }),
    url: setting(httpUrl, {
      doc: 'Address, with the URL base where one is set: `http://localhost:7878/radarr`.',
      example: example.url,
    }),
    apiKey: key('0123456789abcdef0123456789abcdef', 'API key, from Settings → General.'),
    pathMap: setting(
      z
        .array(
          z.strictObject({
            from: setting(text.trim(), { doc: 'A folder as the service sees it; `D:\\Movies` on Windows.' }),
            to: setting(text.trim(), { doc: 'The same folder as this machine sees it.', path: true }),
          }),
        )
        .default([]),
      {
        doc: 'Where the folders of the service are on this machine. Needed when the service runs in a container or on another machine. `revenge doctor` prints missing entries.',
        variable: false,
        example: [{ from: example.seenAs, to: example.folder }],
      },
    ),
    libraries: setting(z.array(text).optional(), {
      doc: 'Names of the libraries that this instance manages. Default: all libraries of its kind.',
      variable: false,
      example: [example.library],
    }),
    ...pace,
  });
}

/** What decides which answers an instance can give: its address, its paths and its libraries. */
export function decidingArrSettings(
  { url, pathMap, libraries = [] }: z.output<ReturnType<typeof arrSettings>>,
  hasCredits = false,
): unknown {
  const maps = pathMap.map(({ from, to }) => [plainPath(from), plainPath(to)]);
  return [url.replace(/\/+$/, ''), maps, [...libraries].sort(), hasCredits];
}
