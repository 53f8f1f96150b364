/** Contents as programs write them, small, and such as nobody should. */

export const aPdfFile = (comment = 'x'): Buffer =>
  Buffer.from(`%PDF-1.7\n% ${comment}\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n`);

export function aPng(width = 1, height = 1): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const chunk = (type: string, data: Buffer, crc = 0): Buffer => {
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc);
    return Buffer.concat([length, Buffer.from(type), data, check]);
  };
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([size, Buffer.from([8, 0, 0, 0, 0])])),
    chunk('IDAT', Buffer.from([0x78, 0x9c, 0x63, 0x60, 0, 0])),
    chunk('IEND', Buffer.alloc(0), 0xae426082),
  ]);
}

export const aJpeg = (): Buffer => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.from('JFIF\0'), Buffer.alloc(40, 1), Buffer.from([0xff, 0xd9])]); // prettier-ignore

export const aStep = (data = "#1=CARTESIAN_POINT('',(0.,0.,0.));"): string =>
  `ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nENDSEC;\nDATA;\n${data}\nENDSEC;\nEND-ISO-10303-21;\n`;

const card = (text: string, section: string, number: number): string =>
  `${text.padEnd(72)}${section}${String(number).padStart(7)}`;
export const anIges = (): string =>
  [card('Truc', 'S', 1), card('1H,,1H;;', 'G', 1), card('S      1G      1D      0P      0', 'T', 1), ''].join('\n');

export const aDxf = (): string => '  0\nSECTION\n  2\nENTITIES\n  0\nENDSEC\n  0\nEOF\n';

interface Entry {
  packed: Buffer;
  unpackedBytes: number;
}

const stored = (content: string): Entry => ({
  packed: Buffer.from(content),
  unpackedBytes: Buffer.byteLength(content),
});

/** An archive of entries that are stored as they are, or claim to unpack to more. `sharing`: all of them begin at the first. */
export function aZip(entries: Record<string, string | Entry>, sharing = false): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, given] of Object.entries(entries)) {
    const { packed, unpackedBytes } = typeof given === 'string' ? stored(given) : given;
    const header = Buffer.alloc(30);
    header.write('PK\x03\x04', 'latin1');
    header.writeUInt32LE(packed.length, 18);
    header.writeUInt32LE(unpackedBytes, 22);
    header.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(unpackedBytes, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(sharing ? 0 : offset, 42);
    const whole = Buffer.concat([header, Buffer.from(name), packed]);
    local.push(whole);
    directory.push(entry, Buffer.from(name));
    offset += whole.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  for (const place of [8, 10]) end.writeUInt16LE(Object.keys(entries).length, place);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...directory, end]);
}

const WORKBOOK = { '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' };

export const anXlsx = (more: Record<string, string> = {}): Buffer => aZip({ ...WORKBOOK, ...more });

/** A kilobyte that unpacks into a gigabyte. */
export const aBomb = (): Buffer =>
  aZip({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': { packed: Buffer.alloc(1024), unpackedBytes: 1024 ** 3 } });

export const overlapping = (): Buffer => aZip({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': 'x' }, true);
