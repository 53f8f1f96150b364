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

/** The vocabularies this build ships with, read once a process: they are immutable, and were checked with the build. */
export const shippedTaxonomy = (): Taxonomy => {
  if (!ofThisBuild) {
    const { data, version } = readTaxonomyData(DATA_FOLDER, []);
    ofThisBuild = buildTaxonomy(data, version);
  }
  return ofThisBuild;
};

/** Reads, checks and builds everything anew. */
export function loadTaxonomy(folder: string = DATA_FOLDER): Taxonomy {
  const problems: string[] = [];
  const { data, version } = readTaxonomyData(folder, problems);
  problems.push(...shapeProblems(data));
  if (problems.length === 0) problems.push(...problemsOf(data));
  if (problems.length > 0) throw new TaxonomyDataError(problems);
  return buildTaxonomy(data, version);
}

/** The data and the hash over its files; adds to `problems` which of them cannot be read. */
function readTaxonomyData(folder: string, problems: string[]): { data: TaxonomyData; version: string } {
  const hash = createHash('sha256');
  const parts = Object.entries(DATA_FILES).map(([part, { file }]) => {
    const content = readFileSync(join(folder, file), 'utf8');
    hash.update(`${file}\n${content}\n`);
    return [part, entriesOf(file, content, problems)];
  });
  return { data: Object.fromEntries(parts) as TaxonomyData, version: hash.digest('hex') };
}

function shapeProblems(data: TaxonomyData): string[] {
  return Object.entries(DATA_FILES).flatMap(([part, { file, shape }]) =>
    data[part as keyof TaxonomyData].flatMap((entry, at) =>
      (shape.safeParse(entry).error?.issues ?? []).map(
        ({ path, message }) => `${file}, entry ${at + 1} (${nameOf(entry)}), ${path.join('.') || 'itself'}: ${message}`,
      ),
    ),
  );
}

/** Former and other names of provinces, from the file that was checked with the build. */
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
