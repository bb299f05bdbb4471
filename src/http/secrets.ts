import { isSecretName } from '../model/credentials.ts';

/** What stands where a secret stood. */
const REMOVED = '[removed]';

/** The same names as members of an address that stands somewhere in a text. */
const SECRET_IN_ADDRESS =
  /([?&;](?:x-)?(?:api[_-]?(?:key|token)|(?:access|auth|refresh|request)[_-]?token|token|client[_-]?(?:key|secret)|password|secret|session[_-]?id)=)[^&\s"'<>#]+/gi;
/** Members of JSON that is cut off, so that it is text. */
const SECRET_IN_TEXT = /("([\w-]{3,20})"\s*:\s*")((?:[^"\\]|\\.)+)/g;
/** Shorter values are words that stand in texts for other reasons. */
const SHORTEST = 6;

/** The secret values met so far, to take them out of whatever is shown or written. */
export interface Secrets {
  /** Remembers a value; the schema of an `Authorization` header and a user's name before a colon are set aside. */
  learn(value: string): void;
  /** The text without any of them. */
  hide(text: string): string;
  /** The text without the values themselves; members of a text that only bear a secret's name stay. */
  hideValues(text: string): string;
  /** A JSON value without them, and without members that bear a secret's name. */
  hideInJson(value: unknown): unknown;
  /** The bytes with any of them overwritten. */
  hideInBytes(bytes: Buffer): Buffer;
}

/** An empty memory for secrets. */
export function createSecrets(): Secrets {
  const literals = new Set<string>();
  let ordered: readonly string[] = [];

  function learn(value: string): void {
    const before = literals.size;
    for (const form of formsOf(value)) if (form.length >= SHORTEST) literals.add(form);
    // Longest first: a secret that begins another one must not leave the rest of it standing.
    if (literals.size > before) ordered = [...literals].sort((a, b) => b.length - a.length);
  }

  function hide(text: string): string {
    const out = text
      .replace(SECRET_IN_ADDRESS, `$1${REMOVED}`)
      .replace(SECRET_IN_TEXT, (whole, before: string, name: string) =>
        isSecretName(name) ? before + REMOVED : whole,
      );
    return hideValues(out);
  }

  function hideValues(text: string): string {
    let out = text;
    for (const literal of ordered) out = out.replaceAll(literal, REMOVED);
    return out;
  }

  function hideInJson(value: unknown, secret = false): unknown {
    if (typeof value === 'string') return secret && value !== '' ? REMOVED : hide(value);
    if (typeof value === 'number') return secret ? 0 : value;
    if (Array.isArray(value)) return value.map((entry) => hideInJson(entry, secret));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [hide(name), hideInJson(member, secret || isSecretName(name))]),
    );
  }

  function hideInBytes(bytes: Buffer): Buffer {
    let out = bytes;
    for (const literal of ordered) {
      for (let at = out.indexOf(literal); at >= 0; at = out.indexOf(literal, at + 1)) {
        if (out === bytes) out = Buffer.from(bytes);
        out.fill('*', at, at + Buffer.byteLength(literal));
      }
    }
    return out;
  }

  return { learn, hide, hideValues, hideInJson: (value) => hideInJson(value), hideInBytes };
}

/**
 * True of values that are hidden wherever they stand. A short word (`radarr` as a password) stands in many texts for other
 * reasons, and hiding it there would ruin titles and output; it is hidden where it stands as a secret.
 */
export function isDistinctive(value: string): boolean {
  return value.length >= 12 || (value.length >= 8 && !/^\p{L}+$/u.test(value));
}

/** The ways in which one secret can be written: as it is, in an address, in JSON, in Basic authorization. */
function formsOf(value: string): string[] {
  const [, scheme, credentials] = /^(Bearer|Basic|Token|ApiKey)\s+(.+)$/i.exec(value) ?? [];
  const bare = credentials ?? value;
  const forms = [
    bare,
    encodeURIComponent(bare),
    new URLSearchParams({ v: bare }).toString().slice(2),
    inJson(bare),
    inJson(bare).replaceAll('/', '\\/'),
  ];
  if (scheme?.toLowerCase() === 'basic') {
    const pair = Buffer.from(bare, 'base64').toString('utf8');
    const password = pair.slice(pair.indexOf(':') + 1);
    forms.push(pair, password, encodeURIComponent(password));
  }
  return forms;
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
