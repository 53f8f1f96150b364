import { asOwner, type DatabaseClient } from '../platform/database/client.js';
import type { Taxonomy, Term } from './taxonomy.js';

/** Spells "TAXO": one process loads at a time. */
const LOAD_LOCK = 0x5441584f;

interface Row {
  code: string;
  label_vi: string;
  label_en: string;
  [column: string]: string | null;
}

/**
 * Writes the vocabularies’ codes into the database, as its owner. Runs at every start and does nothing when this state
 * of the files is the current one. Returns whether it wrote.
 */
export async function loadTaxonomyTables(ownerUrl: string, taxonomy: Taxonomy): Promise<boolean> {
  return asOwner(ownerUrl, 'ketnoi-taxonomy', async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK]);
    const current = await client.query<{ version: string }>(
      'SELECT version FROM taxonomy_version ORDER BY loaded_at DESC LIMIT 1',
    );
    const isCurrent = current.rows[0]?.version === taxonomy.version;
    if (!isCurrent) {
      const withdrawn = withdrawnCodes(taxonomy);
      for (const [table, rows] of Object.entries(tables(taxonomy))) {
        await replace(client, table, rows, withdrawn[table] ?? new Set());
      }
      await client.query(
        `INSERT INTO taxonomy_version (version) VALUES ($1)
         ON CONFLICT (version) DO UPDATE SET loaded_at = excluded.loaded_at`,
        [taxonomy.version],
      );
    }
    await client.query('COMMIT');
    return !isCurrent;
  });
}

function tables(taxonomy: Taxonomy): Record<string, Row[]> {
  const labels = (entry: { code: string; labels: { vi: string; en: string } }): Row => ({
    code: entry.code,
    label_vi: entry.labels.vi,
    label_en: entry.labels.en,
  });
  return {
    process: taxonomy.processes.all.map((entry) => ({ ...labels(entry), parent_code: entry.parent })),
    material: taxonomy.materials.all.map((entry) => ({
      ...labels(entry),
      parent_code: entry.parent,
      kind: entry.kind,
    })),
    certificate_standard: taxonomy.certificateStandards.all.map(labels),
    administrative_unit: taxonomy.administrativeUnits.all
      .filter((unit) => unit.validTo === null)
      .map((unit) => ({
        code: unit.code,
        label_vi: unit.fullName,
        label_en: unit.fullNameEn,
        level: unit.level,
        province_code: unit.provinceCode,
      })),
    industrial_park: taxonomy.industrialParks.all.map((entry) => ({
      ...labels(entry),
      province_code: entry.provinceCode,
    })),
  };
}

/** By table: what is kept in the files for what was written with it, and taken by nothing new. */
function withdrawnCodes(taxonomy: Taxonomy): Record<string, ReadonlySet<string>> {
  const of = (entries: readonly Term[]) => new Set(entries.flatMap((entry) => (entry.withdrawn ? [entry.code] : [])));
  return {
    process: of(taxonomy.processes.all),
    material: of(taxonomy.materials.all),
    certificate_standard: of(taxonomy.certificateStandards.all),
    industrial_park: of(taxonomy.industrialParks.all),
  };
}

async function replace(
  client: DatabaseClient,
  table: string,
  rows: Row[],
  withdrawn: ReadonlySet<string>,
): Promise<void> {
  const columns = Object.keys(rows[0] ?? { code: '', label_vi: '', label_en: '' });
  const assignments = columns.filter((column) => column !== 'code').map((column) => `${column} = excluded.${column}`);
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')})
     SELECT ${columns.join(', ')} FROM jsonb_to_recordset($1) AS entry(${columns.map((column) => `${column} text`).join(', ')})
     ON CONFLICT (code) DO UPDATE SET ${assignments.join(', ')}`,
    [JSON.stringify(rows)],
  );
  await client.query(
    `UPDATE ${table} SET withdrawn_at = CASE WHEN code = ANY($1) THEN NULL ELSE now() END
     WHERE (withdrawn_at IS NULL) <> (code = ANY($1))`,
    [rows.map(({ code }) => code).filter((code) => !withdrawn.has(code))],
  );
}
