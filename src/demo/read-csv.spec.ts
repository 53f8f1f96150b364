import { describe, expect, it } from '@jest/globals';
import { readCsv } from './read-csv.js';

describe('a comma-separated list', () => {
  it('is read by its header, whatever its cells hold', () => {
    const text = '\uFEFFname,address\r\nA,"Lot 1, ""North"" zone\nVinh Long"\r\nB,\r\n\r\n,C\r\n';
    expect(readCsv(text)).toEqual([
      { name: 'A', address: 'Lot 1, "North" zone\nVinh Long' },
      { name: 'B', address: '' },
      { name: '', address: 'C' },
    ]);
  });

  it('has no rows when it has only a header', () => {
    expect([readCsv('name,address'), readCsv('')]).toEqual([[], []]);
  });
});
