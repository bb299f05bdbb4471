/** Names of headers, query members, JSON members and settings whose value is a secret, without case and punctuation. */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  'accesstoken',
  'apikey',
  'apitoken',
  'authorization',
  'authtoken',
  'clientkey',
  'clientsecret',
  'cookie',
  'passphrase',
  'password',
  'passwd',
  'pin',
  'proxyauthorization',
  'refreshtoken',
  'requesttoken',
  'secret',
  'sentinelpassword',
  'sessionid',
  'setcookie',
  'sslpassword',
  'token',
  'xapikey',
  'xauthtoken',
]);
/** What stands in place of a secret in output. */
export const HIDDEN = '(hidden)';
/** Before the first `/` of an address that can be parsed; up to the last `@` of one that cannot, for what nobody has encoded. */
const USER_INFO = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#\s]*)@/i;
const BROKEN_USER_INFO = /^([a-z][a-z0-9+.-]*:\/\/)(\S*)@/i;
const QUERY = /([?&;])([^=&;#\s]+)=([^&;#\s]*)/g;

/** True of names whose value nobody may see. */
export function isSecretName(name: string): boolean {
  return SECRET_NAMES.has(name.toLowerCase().replace(/[^a-z]/g, ''));
}

/** True of text that is an address with a scheme and a host. */
export function isAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

/**
 * An address without its credentials. Of a web address these are user, password and every member of the query; of a
 * database the user's name and the members that are no secret stay. An address that cannot be parsed is treated alike.
 */
export function redactAddress(address: string): string {
  const web = isWeb(address);
  return address
    .replace(userInfo(address), (_whole, scheme: string, info: string) => {
      const colon = info.indexOf(':');
      return web || colon < 0 ? `${scheme}${web ? HIDDEN : info}@` : `${scheme}${info.slice(0, colon)}:${HIDDEN}@`;
    })
    .replace(QUERY, (whole, mark: string, name: string, value: string) =>
      value !== '' && (web || isSecretName(name)) ? `${mark}${name}=${HIDDEN}` : whole,
    );
}

/**
 * The secrets within an address, as they are written, decoded, and as Basic authorization of a web address. A user's name
 * counts only where it stands alone.
 */
export function credentialsOf(address: string): readonly string[] {
  const found = new Set<string>();
  const web = isWeb(address);
  const [, , info = ''] = userInfo(address).exec(address) ?? [];
  if (info !== '') {
    const colon = info.indexOf(':');
    if (colon >= 0) found.add(info.slice(colon + 1));
    else if (web) found.add(info);
    if (web) {
      const [user = '', ...rest] = info.split(':');
      found.add(Buffer.from(`${decoded(user)}:${decoded(rest.join(':'))}`).toString('base64'));
    }
  }
  for (const [, , name = '', value = ''] of address.matchAll(QUERY)) if (web || isSecretName(name)) found.add(value);
  return [...new Set([...found].flatMap((value) => [value, decoded(value)]))].filter((value) => value !== '');
}

/** The value of a setting with something secret in it: all of it, or the credentials of an address. */
export interface SecretSetting {
  readonly value: string;
  readonly isAddress: boolean;
}

export function secretsIn({ value, isAddress }: SecretSetting): readonly string[] {
  return isAddress ? credentialsOf(value) : [value];
}

function userInfo(address: string): RegExp {
  return URL.canParse(address) ? USER_INFO : BROKEN_USER_INFO;
}

function isWeb(address: string): boolean {
  return /^https?:/i.test(address);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
