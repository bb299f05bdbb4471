/** A value of ActionScript's message format, version 0; only those kinds that metadata have. */
export type AmfValue = number | boolean | string | ReadonlyMap<string, AmfValue> | undefined;

const MOST_MEMBERS = 500;
const DEEPEST = 4;

interface Place {
  at: number;
}

/** The values of a script tag, one after another: a name, then what is said of it. */
export function readAmf(data: Buffer): readonly AmfValue[] {
  const place = { at: 0 };
  const values: AmfValue[] = [];
  while (place.at < data.length && values.length < 4) values.push(readValue(data, place, 0));
  return values;
}

function readValue(data: Buffer, place: Place, depth: number): AmfValue {
  const type = data[place.at++];
  if (type === 0) return take(data, place, 8)?.readDoubleBE(0);
  if (type === 1) return take(data, place, 1)?.[0] === 1;
  if (type === 2) return readText(data, place);
  if (type === 3) return readMembers(data, place, depth);
  if (type === 8) {
    place.at += 4;
    return readMembers(data, place, depth);
  }
  if (type === 10) return skipList(data, place, depth);
  if (type === 11) {
    place.at += 10;
    return undefined;
  }
  if (type === 12) {
    const length = take(data, place, 4)?.readUInt32BE(0) ?? data.length;
    return take(data, place, length)?.toString('utf8');
  }
  // Null and undefined have no content; of anything else the length is not known.
  if (type !== 5 && type !== 6) place.at = data.length;
  return undefined;
}

function take(data: Buffer, place: Place, length: number): Buffer | undefined {
  const start = place.at;
  place.at = Math.min(data.length, start + length);
  return start + length <= data.length ? data.subarray(start, start + length) : undefined;
}

function readText(data: Buffer, place: Place): string | undefined {
  const length = take(data, place, 2)?.readUInt16BE(0) ?? 0;
  return take(data, place, length)?.toString('utf8');
}

function readMembers(data: Buffer, place: Place, depth: number): ReadonlyMap<string, AmfValue> {
  const members = new Map<string, AmfValue>();
  for (let count = 0; count < MOST_MEMBERS && place.at < data.length; count++) {
    const name = readText(data, place);
    if (name === undefined) break;
    if (name === '' && data[place.at] === 9) {
      place.at++;
      break;
    }
    if (depth >= DEEPEST) place.at = data.length;
    else members.set(name, readValue(data, place, depth + 1));
  }
  return members;
}

function skipList(data: Buffer, place: Place, depth: number): undefined {
  const length = take(data, place, 4)?.readUInt32BE(0) ?? 0;
  if (depth >= DEEPEST) place.at = data.length;
  for (let index = 0; index < length && place.at < data.length; index++) readValue(data, place, depth + 1);
}
