import { isIP } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { isPrivateAddress } from './private-addresses.js';

describe('an address that no provider of the open internet has', () => {
  it.each([
    '127.0.0.1', '127.255.255.255', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254',
    '100.64.0.1', '100.127.255.255', '224.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1', '::', '::1', 'fe80::1', 'fc00::1', 'fd12:3456::1',
    'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:1::1', '2001:db8::1',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address, isIP(address))).toBe(true);
  }); // prettier-ignore

  it.each([
    '1.1.1.1', '8.8.8.8', '11.0.0.1', '100.128.0.1', '128.0.0.1', '172.15.0.1', '172.32.0.1', '192.167.1.1', '203.162.4.190',
    '::ffff:8.8.8.8', '2001:4860:4860::8888', '2400:4f20::1', '2606:4700::1111',
  ])('%s is not', (address) => {
    expect(isPrivateAddress(address, isIP(address))).toBe(false);
  }); // prettier-ignore
});
