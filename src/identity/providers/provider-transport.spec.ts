import { describe, expect, it } from '@jest/globals';
import type { Config } from '../../platform/config/config.js';
import { ProviderTransport } from './provider-transport.js';

const isFit = (address: string, mode: Config['mode'], privateProviders: boolean): boolean =>
  new ProviderTransport({ mode, auth: { privateProviders } } as Config).isFit(address);

describe('the address of a provider', () => {
  it.each(['production', 'development'] as const)('is under TLS in %s, and brings nothing beside', (mode) => {
    expect(isFit('https://id.example.vn/tenant', mode, false)).toBe(true);
    for (const address of [
      'http://id.example.vn', 'ftp://id.example.vn', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x', '//id.example.vn', '',
      'https://user@id.example.vn', 'https://user:word@id.example.vn', 'https://id.example.vn/#part',
    ]) expect([address, isFit(address, mode, false)]).toEqual([address, false]); // prettier-ignore
  });

  it('may be plain where the network is one’s own, but never in production', () => {
    expect(isFit('http://127.0.0.1:4000', 'development', true)).toBe(true);
    expect(isFit('http://127.0.0.1:4000', 'production', true)).toBe(false);
    expect(isFit('https://10.0.0.1', 'production', true)).toBe(true);
  });
});
