import { compact } from '../model/compact.ts';
import { variableName } from './environment.ts';
import { dotted } from './key-path.ts';
import type { Problem } from './problems.ts';
import type { Config, KeyedSettings, Settings } from './schema.ts';
import { type SecretContext, secret } from './secret.ts';

type Keyed = Pick<Config['sources'], 'tvdb' | 'fanarttv' | 'omdb' | 'lastfm' | 'acoustid' | 'stashbox'>;

interface WrittenKey {
  readonly url: string;
  readonly apiKey?: string | undefined;
  readonly apiKeyFile?: string | undefined;
  readonly rate?: number | undefined;
  readonly concurrency?: number | undefined;
}

/** The services that are asked with one key, each only where it is written in the configuration. */
export async function keyedSources(
  { tvdb, fanarttv, omdb, lastfm, acoustid, stashbox }: Settings['sources'],
  context: SecretContext,
  problems: Problem[],
): Promise<Keyed> {
  /** Address and key of a service, without which it cannot be asked. */
  const keyed = async (
    service: keyof Keyed,
    { url, apiKey, apiKeyFile, rate, concurrency }: WrittenKey,
    ...place: readonly number[]
  ): Promise<KeyedSettings> => {
    const path = ['sources', service, ...place, 'apiKey'];
    const key = await secret(apiKey, apiKeyFile, path, context, problems);
    if (key === undefined) {
      const hint = `Give it, or the file that holds it as apiKeyFile, or set ${variableName(path)}.`;
      problems.push({ path, message: `${dotted(path)} is missing`, hint });
    }
    return { url, apiKey: key ?? '', ...compact({ rate, concurrency }) };
  };
  const further = (path: readonly string[], value: string | undefined, file: string | undefined) =>
    secret(value, file, ['sources', ...path], context, problems);

  for (const [index, { name }] of (stashbox ?? []).entries()) {
    if (stashbox?.findIndex((box) => box.name === name) === index) continue;
    const path = ['sources', 'stashbox', index, 'name'];
    const hint = 'Only StashDB is called stashdb; give every other one a name of its own.';
    problems.push({ path, message: `${dotted(path)} is that of another instance: "${name}"`, hint });
  }

  return compact({
    stashbox:
      stashbox &&
      (await Promise.all(
        stashbox.map(async (box, index) => ({ ...(await keyed('stashbox', box, index)), name: box.name })),
      )),
    tvdb: tvdb && {
      ...(await keyed('tvdb', tvdb)),
      ...compact({ pin: await further(['tvdb', 'pin'], tvdb.pin, tvdb.pinFile) }),
      seasonType: tvdb.seasonType,
      movies: tvdb.movies,
    },
    fanarttv: fanarttv && {
      ...(await keyed('fanarttv', fanarttv)),
      ...compact({ clientKey: await further(['fanarttv', 'clientKey'], fanarttv.clientKey, fanarttv.clientKeyFile) }),
    },
    omdb: omdb && { ...(await keyed('omdb', omdb)), dailyLimit: omdb.dailyLimit },
    lastfm: lastfm && { ...(await keyed('lastfm', lastfm)), tracks: lastfm.tracks, similar: lastfm.similar },
    acoustid: acoustid && { ...(await keyed('acoustid', acoustid)), fpcalc: acoustid.fpcalc },
  });
}
