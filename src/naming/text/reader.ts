/** Reads a lower-case name from any place on; every method moves on only where it succeeds. */
export class Reader {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** A number of `min` to `max` digits, -1 where there is none or it goes on. */
  number(min: number, max: number): number {
    let end = this.position;
    let value = 0;
    while (end < this.text.length) {
      const digit = this.text.charCodeAt(end) - 0x30;
      if (digit < 0 || digit > 9) break;
      if (end - this.position >= max) return -1;
      value = value * 10 + digit;
      end++;
    }
    if (end - this.position < min) return -1;
    this.position = end;
    return value;
  }

  accept(word: string): boolean {
    if (!this.text.startsWith(word, this.position)) return false;
    this.position += word.length;
    return true;
  }

  /** Passes over up to `max` of these characters and gives them back. */
  skip(characters: string, max: number): string {
    const start = this.position;
    let end = start;
    while (end < this.text.length && end - start < max && characters.includes(this.text.charAt(end))) end++;
    this.position = end;
    return start === end ? '' : this.text.slice(start, end);
  }

  code(offset = 0): number {
    const at = this.position + offset;
    return at < this.text.length ? this.text.charCodeAt(at) : 0;
  }

  /** Whether a word ends here: what follows is no letter and no digit. */
  atBoundary(): boolean {
    return !isWord(this.code());
  }

  atDigit(offset = 0): boolean {
    const code = this.code(offset);
    return code >= 0x30 && code <= 0x39;
  }
}

/** A letter or digit, of ASCII or beyond (punctuation beyond ASCII counts as none). */
function isWord(code: number): boolean {
  if (code < 0x80)
    return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
  return (
    !(code >= 0x2000 && code <= 0x2bff) && !(code >= 0x3000 && code <= 0x303f) && !(code >= 0xff00 && code <= 0xff0f)
  );
}
