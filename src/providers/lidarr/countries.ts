const A = 'A'.charCodeAt(0);

let codes: ReadonlyMap<string, string> | undefined;

/** English name of a country, as MusicBrainz has it → ISO 3166-1; `[Worldwide]` and what is no country now: none. */
export function countryCode(name: string): string | undefined {
  codes ??= countryCodes();
  return codes.get(name.toLowerCase());
}

function countryCodes(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const found = new Map<string, string>();
  for (let first = 0; first < 26; first++) {
    for (let second = 0; second < 26; second++) {
      const code = String.fromCharCode(A + first, A + second);
      const name = Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}` ? names.of(code) : undefined;
      if (name !== undefined) found.set(name.toLowerCase(), code);
    }
  }
  return found;
}
