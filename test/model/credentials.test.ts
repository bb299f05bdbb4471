import { describe, expect, it } from 'vitest';
import { credentialsOf, redactAddress } from '../../src/model/credentials.ts';

describe('an address without its credentials', () => {
  it.each([
    ['http://user:pw@radarr:7878/base', 'http://(hidden)@radarr:7878/base'],
    ['http://token@radarr', 'http://(hidden)@radarr'],
    ['https://user:p#w/rd@host/x', 'https://(hidden)@host/x'],
    ['https://user:p@ss@host/@x', 'https://(hidden)@host/@x'],
    ['https://mirror/3?k=SECRET&b=', 'https://mirror/3?k=(hidden)&b='],
    ['https://host/@name/x', 'https://host/@name/x'],
    ['https://host/x?mail=a@b', 'https://host/x?mail=(hidden)'],
    [
      'postgres://me:pw@db/x?sslmode=require&sslpassword=s',
      'postgres://me:(hidden)@db/x?sslmode=require&sslpassword=(hidden)',
    ],
    ['postgres://me@db/x', 'postgres://me@db/x'],
    ['redis+sentinel://:pw@a,b/g?sentinelPassword=s', 'redis+sentinel://:(hidden)@a,b/g?sentinelPassword=(hidden)'],
    ['/home/me/a:b@c', '/home/me/a:b@c'],
  ])('%s', (address, shown) => {
    expect(redactAddress(address)).toBe(shown);
  });

  it.each([
    ['http://user:p%40ss@radarr', ['p%40ss', 'dXNlcjpwQHNz', 'p@ss']],
    ['http://token@radarr', ['token', 'dG9rZW46']],
    ['https://mirror/3?k=SECRET', ['SECRET']],
    ['postgres://me:pw@db/x?sslmode=require', ['pw']],
    ['postgres://me@db/x', []],
  ])('the secrets of %s', (address, secrets) => {
    expect([...credentialsOf(address)].sort()).toEqual([...secrets].sort());
  });
});
