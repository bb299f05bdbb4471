import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Where our own fixtures lie, and the recorded answers of real servers where they lie beside the repository. */
const OURS = new URL('./', import.meta.url);
const RECORDED = new URL('../../../shared/api/', import.meta.url);
const present = existsSync(RECORDED);
if (!present) {
  process.stderr.write(
    '\n  NOTE: ../shared/api is absent; only our own fixtures are read, not the recorded answers of real servers.\n\n',
  );
}

interface Answer {
  readonly name: string;
  readonly body: unknown;
}

/** Our fixtures and, where there are, recordings whose names fit. */
export function answers(service: string, fits: RegExp): Answer[] {
  const places = [new URL(`${service}/fixtures/`, OURS), ...(present ? [new URL(`${service}/`, RECORDED)] : [])];
  return places.flatMap((place) =>
    readdirSync(place)
      .filter((name) => fits.test(name))
      .map((name) => ({ name, body: JSON.parse(readFileSync(new URL(name, place), 'utf8')) })),
  );
}
