/** The rows of a comma-separated list by its header (RFC 4180: quoted cells may hold commas, quotes and line breaks). */
export function readCsv(text: string): Record<string, string>[] {
  const [header = [], ...rows] = cellsOf(text.replace(/^\uFEFF/, ''));
  return rows
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map((cells) => Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ''])));
}

function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  // Each match is one cell, quoted or plain, with what ends it.
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows;
}
