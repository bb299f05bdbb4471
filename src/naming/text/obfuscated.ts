const HASH = /^(?:[0-9a-f]{16,}|[a-z0-9]{18,}|[0-9a-f]{8}(?:-[0-9a-f]{4,12}){3,4})$/i;

/** Names that say nothing: checksums, random letters. */
export function isObfuscated(stem: string): boolean {
  const name = stem.replace(/^_unpack[_ ]/i, '');
  if (name.length > 300 || !/^[A-Za-z0-9_-]+$/.test(name)) return false;
  if (HASH.test(name)) return /\d/.test(name);
  return name.length >= 10 && !/[_-]/.test(name) && mixedUp(name);
}

/** Case and digits change more often than in words. */
function mixedUp(name: string): boolean {
  let changes = 0;
  let digits = 0;
  for (let index = 1; index < name.length; index++) {
    if (classOf(name, index) !== classOf(name, index - 1)) changes++;
    if (classOf(name, index) === 0) digits++;
  }
  return digits > 1 && changes * 3 > name.length;
}

function classOf(name: string, index: number): number {
  const code = name.charCodeAt(index);
  return code < 0x3a ? 0 : code < 0x60 ? 1 : 2;
}
