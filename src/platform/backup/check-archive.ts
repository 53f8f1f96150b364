import { DamagedArchiveError, type Header, type Manifest, type Passed } from './archive.js';
import { readSections } from './archive-reader.js';
import { Measured } from './measured.js';

/** Reads the whole archive and compares it with its manifest, before anything is done with it. */
export async function checkArchive(file: string): Promise<{ header: Header; manifest: Manifest }> {
  let header: Header | null = null;
  let manifest: Manifest | null = null;
  const tables = new Map<string, Passed>();
  let files = 0;
  for await (const { head, content } of readSections(file)) {
    if (manifest) throw new DamagedArchiveError('The archive is damaged: something follows its manifest.');
    if ((head.kind === 'header') !== (header === null))
      throw new DamagedArchiveError('The archive has not one header.');
    const measured = new Measured();
    for await (const piece of content) measured.add(piece);
    const passed = measured.passed();
    if (head.kind === 'header') header = head;
    if (head.kind === 'manifest') manifest = head;
    if (head.kind === 'table') tables.set(head.table, passed);
    if (head.kind === 'file') {
      files++;
      if (passed.sha256 !== head.sha256) throw new DamagedArchiveError(`The file ${head.id} is not as it was written.`);
    }
  }
  if (!header || !manifest) throw new DamagedArchiveError('The archive is cut off: it has no manifest.');
  compare(manifest, tables, files);
  return { header, manifest };
}

function compare(manifest: Manifest, tables: Map<string, Passed>, files: number): void {
  const told = manifest.tables.map(({ table }) => table).sort();
  if (JSON.stringify(told) !== JSON.stringify([...tables.keys()].sort())) {
    throw new DamagedArchiveError('The archive has not the tables that its manifest names.');
  }
  for (const { table, rows, sha256 } of manifest.tables) {
    const found = tables.get(table)!;
    if (found.sha256 !== sha256 || found.rows !== rows) {
      throw new DamagedArchiveError(`The table ${table} is not as it was written.`);
    }
  }
  if (files !== manifest.files)
    throw new DamagedArchiveError('The archive has not the files that its manifest counts.');
}
