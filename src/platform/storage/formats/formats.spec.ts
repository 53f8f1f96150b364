import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  aBomb,
  aDxf,
  aJpeg,
  anIges,
  anXlsx,
  aPdfFile,
  aPng,
  aStep,
  aZip,
  overlapping,
} from '../../../../test/harness/factories/file-contents.js';
import { Content } from './content.js';
import { FORMATS, type FormatName } from './formats.js';

describe('a format', () => {
  let folder: string;
  let count = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ketnoi-formats-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Every format that takes the content for its own. */
  async function taken(content: Buffer | string): Promise<FormatName[]> {
    const path = join(folder, String(++count));
    await writeFile(path, content);
    const handle = await open(path, 'r');
    try {
      const asked = Object.entries(FORMATS).map(async ([name, { is }]) =>
        (await is(new Content(handle, Buffer.byteLength(content)))) ? [name as FormatName] : [],
      );
      return (await Promise.all(asked)).flat();
    } finally {
      await handle.close();
    }
  }

  const dwg = Buffer.concat([Buffer.from('AC1032\0', 'latin1'), Buffer.alloc(200, 7)]);
  it.each<[FormatName, Buffer | string]>([
    ['PDF', aPdfFile()],
    ['PNG', aPng()],
    ['JPEG', aJpeg()],
    ['STEP', aStep()],
    ['IGES', anIges()],
    ['DXF', aDxf()],
    ['DXF', `999\nvẽ bởi Hùng\n${aDxf()}`],
    ['DWG', dwg],
    ['CSV', 'mã,tên,số lượng\nA1,Trục Ø20 ±0,01,500\n'],
    ['CSV', '\ufeffmã;tên\r\n1;ốc\r\n'],
    ['XLSX', anXlsx()],
  ])('%s takes its own kind, which no other format but text takes', async (name, content) => {
    expect((await taken(content)).filter((one) => one === name || one !== 'CSV')).toEqual([name]);
  });

  it.each<[string, Buffer | string]>([
    ['a PDF that begins as a page', `<html>${aPdfFile().toString('latin1')}`],
    ['a PDF with a page in its first comment', aPdfFile('<script>alert(1)</script>')],
    ['a PDF that is an archive, too', Buffer.concat([aPdfFile(), aZip({ 'a.class': 'x' })])],
    [
      'a PDF with an archive before its end',
      Buffer.concat([aPdfFile(), aZip({ 'a.class': 'x' }), Buffer.from('%%EOF\n')]),
    ],
    ['a PDF behind something', Buffer.concat([Buffer.from('GIF89a\0'), aPdfFile()])],
    ['a PDF that was cut', aPdfFile().subarray(0, 40)],
    ['a PNG with something behind it', Buffer.concat([aPng(), Buffer.from('<?php evil() ?>')])],
    ['a PNG with an archive behind it', Buffer.concat([aPng(), aZip({ 'a.js': 'x' })])],
    ['a PNG of ten billion pixels', aPng(100_000, 100_000)],
    ['a PNG of nothing', aPng(0, 1)],
    ['a JPEG that is an archive, too', Buffer.concat([aJpeg(), aZip({ 'a.js': 'x' })])],
    ['a JPEG with a page in its comment', Buffer.concat([aJpeg(), Buffer.from('<html><body onload=1>')])],
    ['a bomb in a workbook', aBomb()],
    ['a workbook whose entries share their bytes', overlapping()],
    ['a workbook with macros', anXlsx({ 'xl/vbaProject.bin': 'x' })],
    ['a workbook that leads out of its folder', anXlsx({ '../../evil.xml': 'x' })],
    ['a workbook with an absolute path', anXlsx({ '/etc/passwd': 'x' })],
    ['a workbook with a path of Windows', anXlsx({ 'C:\\evil.xml': 'x' })],
    ['a workbook with a program', anXlsx({ 'xl/media/a.exe': 'x' })],
    ['a workbook with a name twice', anXlsx({ 'XL/WORKBOOK.XML': 'x' })],
    ['an archive that is no workbook', aZip({ 'a.txt': 'x' })],
    ['an empty archive', Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])],
    ['a workbook with something behind it', Buffer.concat([anXlsx(), Buffer.from('x')])],
    ['a workbook with something before it', Buffer.concat([Buffer.from('MZ'), anXlsx()])],
    ['a workbook that was cut', anXlsx().subarray(0, -30)],
    ['XML of a billion laughs', '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>'],
    ['a picture of markup', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a STEP with a page in it', aStep('<script>alert(1)</script>')],
    ['a STEP with bytes of a program', aStep('\0')],
    ['a table with bytes of a program', 'a,b\n\0,1\n'],
    ['a table in another encoding', Buffer.from([0x61, 0x2c, 0xff, 0xfe, 0x0a])],
    ['a program', Buffer.from('\x7fELF\x02\x01\x01', 'latin1')],
  ])('none takes %s', async (_what, content) => {
    expect(await taken(content)).toEqual([]);
  });

  it('takes a text that was cut for nothing but text', async () => {
    for (const text of [aStep(), aDxf(), anIges()]) expect(await taken(text.slice(0, -12))).toEqual(['CSV']);
  });

  it('takes whatever comes without failing, and no two but a table and a text for their own', async () => {
    const magic = [aPdfFile(), aPng(), aJpeg(), anXlsx(), Buffer.from(aStep()), Buffer.from(aDxf()), dwg];
    const spoiled = fc
      .record({
        content: fc.constantFrom(...magic),
        at: fc.nat(2_000),
        bytes: fc.uint8Array({ maxLength: 30 }),
        cut: fc.nat(50),
      })
      .map(({ content, at, bytes, cut }) => {
        const changed = Buffer.from(content.subarray(0, content.length - cut));
        Buffer.from(bytes).copy(changed, at % Math.max(1, changed.length));
        return changed;
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(spoiled, fc.uint8Array({ maxLength: 300 }).map(Buffer.from)), async (content) => {
        expect((await taken(content)).filter((one) => one !== 'CSV').length).toBeLessThan(2);
      }),
      { numRuns: 300 },
    );
  });
});
