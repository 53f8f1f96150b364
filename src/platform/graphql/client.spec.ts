import { describe, expect, it } from '@jest/globals';
import { clientOf } from './client.js';

const of = (ip: string, name?: string) => clientOf({ ip, headers: name === undefined ? {} : { 'user-agent': name } });

describe('clientOf', () => {
  it('knows the address, and of version 6 the network', () => {
    expect(of('203.0.113.7').address).toBe('203.0.113.7');
    expect(of('2001:db8:1:2:3:4:5:6').address).toBe('2001:db8:1:2::/64');
  });

  it('keeps of a name what can be read, and not much of it', () => {
    expect(of('::1').name).toBeNull();
    expect(of('::1', ' \u0000\u00ff ').name).toBeNull();
    expect(of('::1', 'Mozilla/5.0\t(X11)\u001b[31m').name).toBe('Mozilla/5.0 (X11) [31m');
    expect(of('::1', 'x'.repeat(1000)).name).toHaveLength(120);
  });
});
