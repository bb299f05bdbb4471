import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { isPrivateAddress, isPrivateHost, publicLookup } from '../../src/http/private-address.ts';

describe('private addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1%eth0',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::10.0.0.1',
    '2002:0a00:0001::1',
    '2001:0:4136:e378::1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    'fec0::1',
    '2001:db8::1',
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '192.88.99.1',
  ])('%s is one', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8', 'no address'])('%s is none', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  it.each([
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    'nas.local',
    'nas.lan',
    'a.home.arpa',
    'metadata.google.internal',
    'router.home',
    '[::1]',
    '10.0.0.1',
  ])('%s says so itself', (host) => {
    expect(isPrivateHost(host)).toBe(true);
  });

  it.each(['api.example.org', 'localhost.example.org', '[2606:4700::1111]'])('%s does not say so', (host) => {
    expect(isPrivateHost(host)).toBe(false);
  });
});

describe('publicLookup', () => {
  const look = (name: string, options: { readonly all: boolean }) =>
    new Promise<{ code: string | undefined; found: string | LookupAddress[] }>((resolve) =>
      publicLookup(name, options, (error, found) => resolve({ code: error?.code, found })),
    );

  it('refuses a name of a private address, one or all of them asked', async () => {
    expect((await look('localhost', { all: true })).code).toBe('EPRIVATE');
    expect((await look('localhost', { all: false })).code).toBe('EPRIVATE');
  });

  it('gives a public one', async () => {
    expect(await look('8.8.8.8', { all: false })).toEqual({ code: undefined, found: '8.8.8.8' });
    expect(await look('8.8.8.8', { all: true })).toEqual({
      code: undefined,
      found: [{ address: '8.8.8.8', family: 4 }],
    });
  });
});
