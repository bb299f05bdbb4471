import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns';
import { lookup as resolveAll } from 'node:dns/promises';
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
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  SPECIAL.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  // Loopback, unspecified, and the deprecated form of IPv4 in IPv6.
  ['::', 96],
  // Translation to IPv4 and tunnels: the IPv4 address within may be a private one.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
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

/** Names that no public server has (RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`), and what routers hand out. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|home\.arpa|corp|private)$/;

/** True of host names that are private by themselves: addresses, `localhost` and its like. */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|[\].]$/g, '').toLowerCase();
  return isIP(bare) === 0 ? PRIVATE_NAME.test(bare) : isPrivateAddress(bare);
}

/** Code of the error by which `publicLookup` refuses a name. */
export const PRIVATE_ADDRESS = 'EPRIVATE';

/** As `dns.lookup`, but refuses names of which any address is private: a public server must not send us home. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, options, (error: NodeJS.ErrnoException | null, found: string | LookupAddress[], family?: number) => {
    const addresses = typeof found === 'string' ? [found] : (found ?? []).map((entry) => entry.address);
    const refused = error === null && addresses.some(isPrivateAddress);
    callback(refused ? privateAddressError() : error, found, family);
  });
};

/** What refuses a request for a public address; `PRIVATE_ADDRESS` is its code. */
export function privateAddressError(): Error {
  return Object.assign(new Error('private address'), { code: PRIVATE_ADDRESS });
}

/**
 * Refuses a host that this machine finds at a private address, where a proxy connects and nothing can be checked at that
 * moment. A name that only the proxy can resolve passes, unless it is a name of a local network (`nas`).
 *
 * @throws an error with the code `PRIVATE_ADDRESS`
 */
export async function refusePrivateBehindProxy(hostname: string): Promise<void> {
  if (isIP(hostname.replace(/^\[|\]$/g, '')) === 0 && !hostname.replace(/\.$/, '').includes('.'))
    throw privateAddressError();
  const addresses = await resolveAll(hostname, { all: true }).catch(() => []);
  if (addresses.some(({ address }) => isPrivateAddress(address))) throw privateAddressError();
}
