import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';

/** Ranges that are not reachable over the public network (IANA special-purpose registries, RFC 6890). */
const SPECIAL = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  SPECIAL.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  SPECIAL.addSubnet(network, prefix, 'ipv6');
}

/** True of loopback, link-local, private and multicast addresses; IPv4 in IPv6 counts as IPv4. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  if (isIP(bare) === 0) return false;
  return SPECIAL.check(bare, isIPv4(bare) ? 'ipv4' : 'ipv6');
}

/** True of host names that say themselves that they are private: addresses and `localhost`. */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|[\].]$/g, '').toLowerCase();
  if (isIP(bare) !== 0) return isPrivateAddress(bare);
  return bare === 'localhost' || bare.endsWith('.localhost') || bare.endsWith('.local');
}

/** Code of the error by which `publicLookup` refuses a name. */
export const PRIVATE_ADDRESS = 'EPRIVATE';

/** As `dns.lookup`, but refuses names of which any address is private: a public server must not send us home. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, options, (error: NodeJS.ErrnoException | null, found: string | LookupAddress[], family?: number) => {
    const addresses = typeof found === 'string' ? [found] : (found ?? []).map((entry) => entry.address);
    const refused = error === null && addresses.some(isPrivateAddress);
    callback(refused ? Object.assign(new Error('private address'), { code: PRIVATE_ADDRESS }) : error, found, family);
  });
};
