import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildTaxonomy } from './build-taxonomy.js';
import { problemsOf } from './check-data.js';
import { administrativeUnitsOf, DATA_FILES, type ProvinceName, type TaxonomyData } from './data-files.js';
import type { Taxonomy } from './taxonomy.js';

/** The data lies beside the code, in the sources as in the build. */
const DATA_FOLDER = fileURLToPath(new URL('./data/', import.meta.url));

/** The data files cannot be used; `problems` names every reason, so that they are put right in one go. */
export class TaxonomyDataError extends Error {
  constructor(readonly problems: string[]) {
    super(`The taxonomy's data has ${problems.length} problem(s):\n${problems.map((each) => `- ${each}`).join('\n')}`);
  }
}

let ofThisBuild: Taxonomy | undefined;

/** The vocabularies this build ships with, read once a process: they are immutable. */
export const shippedTaxonomy = (): Taxonomy => (ofThisBuild ??= loadTaxonomy());

/** Reads, checks and builds everything anew. */
export function loadTaxonomy(folder: string = DATA_FOLDER): Taxonomy {
  const { data, version } = readTaxonomyData(folder);
  return buildTaxonomy(data, version);
}

/** The checked data and the hash over its files. */
function readTaxonomyData(folder: string = DATA_FOLDER): { data: TaxonomyData; version: string } {
  const hash = createHash('sha256');
  const problems: string[] = [];
  const parts = Object.entries(DATA_FILES).map(([part, { file, shape }]) => {
    const content = readFileSync(join(folder, file), 'utf8');
    hash.update(`${file}\n${content}\n`);
    const entries = entriesOf(file, content, problems);
    entries.forEach((entry, at) => {
      for (const { path, message } of shape.safeParse(entry).error?.issues ?? []) {
        problems.push(`${file}, entry ${at + 1} (${nameOf(entry)}), ${path.join('.') || 'itself'}: ${message}`);
      }
    });
    return [part, entries];
  });
  const data = Object.fromEntries(parts) as TaxonomyData;
  if (problems.length === 0) problems.push(...problemsOf(data));
  if (problems.length > 0) throw new TaxonomyDataError(problems);
  return { data, version: hash.digest('hex') };
}

/** Former and other names of provinces, from the file that `loadTaxonomy` has checked. */
export function readProvinceNames(folder: string = DATA_FOLDER): ProvinceName[] {
  return JSON.parse(readFileSync(join(folder, DATA_FILES.provinceNames.file), 'utf8')) as ProvinceName[];
}

function entriesOf(file: string, content: string, problems: string[]): unknown[] {
  if (file.endsWith('.csv')) return administrativeUnitsOf(content);
  try {
    const entries: unknown = JSON.parse(content);
    if (Array.isArray(entries)) return entries;
    problems.push(`${file}: holds no list of entries`);
  } catch (error) {
    problems.push(`${file}: is no JSON (${(error as Error).message})`);
  }
  return [];
}

function nameOf(entry: unknown): string {
  const { code, name } = (entry ?? {}) as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'without a code');
}
