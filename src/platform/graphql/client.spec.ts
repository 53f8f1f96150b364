import { describe, expect, it } from '@jest/globals';
import { clientOf } from './client.js';

const of = (ip: string, name?: string) => clientOf({ ip, headers: name === undefined ? {} : { 'user-agent': name } });

describe('clientOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1::6', '2001:db8:1:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('takes %s for %s', (ip, address) => {
    expect(of(ip).address).toBe(address);
  });

  it('keeps of a name what can be read, and not much of it', () => {
    expect(of('::1').name).toBeNull();
    expect(of('::1', ' \u0000\u00ff ').name).toBeNull();
    expect(of('::1', 'Mozilla/5.0\t(X11)\u001b[31m').name).toBe('Mozilla/5.0 (X11) [31m');
    expect(of('::1', 'x'.repeat(1000)).name).toHaveLength(120);
  });
});
