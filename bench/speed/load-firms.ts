import { Client } from 'pg';
import type { GeneratedFirm } from './generate-firms.js';

const FIRMS_PER_STATEMENT = 2000;

/** Tables in the order they refer to each other, with the columns generated rows have. */
const TABLES = {
  firm: `id uuid, name text, country_code text, sectors text[], languages text[], end_markets text[], source text`,
  site: `id uuid, firm_id uuid, address text, industrial_park_code text, province_code text, country_code text,
    latitude float8, longitude float8, coordinates_from text, stated_place jsonb`,
  capability: `id uuid, firm_id uuid, site_id uuid, process_code text, is_own boolean, materials text[],
    max_size_mm float8[], max_mass_kg float8, tolerance_mm float8, roughness_ra_um float8, thickness_min_mm float8,
    thickness_max_mm float8, min_lot_pieces integer, monthly_capacity float8, monthly_capacity_unit text,
    lead_time_days integer, characteristics jsonb, evidence text`,
  certificate: `id uuid, firm_id uuid, standard_code text, valid_from date, valid_to date, state text, evidence text`,
  certificate_site: `certificate_id uuid, site_id uuid, firm_id uuid`,
} as const;

type Table = keyof typeof TABLES;

/** Straight into the tables as the superuser, past row-level security and services: what is measured comes afterwards. */
export async function loadFirms(superuserUrl: string, firms: Iterable<GeneratedFirm>): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    // The rows are consistent by construction: 100,000 firms would spend most of their time on foreign keys.
    await client.query('SET session_replication_role = replica');
    await client.query('SET synchronous_commit = off');
    let batch: GeneratedFirm[] = [];
    for (const firm of firms) {
      if (batch.push(firm) < FIRMS_PER_STATEMENT) continue;
      await insert(client, batch);
      batch = [];
    }
    await insert(client, batch);
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}

async function insert(client: Client, batch: readonly GeneratedFirm[]): Promise<void> {
  const rows: Record<Table, object[]> = {
    firm: batch.map(({ firm }) => firm),
    site: batch.flatMap(({ sites }) => sites),
    capability: batch.flatMap(({ capabilities }) => capabilities),
    certificate: batch.flatMap(({ certificates }) => certificates),
    certificate_site: batch.flatMap(({ certificateSites }) => certificateSites),
  };
  for (const [table, columns] of Object.entries(TABLES)) {
    const names = columns.split(',').map((column) => column.trim().split(' ')[0]);
    await client.query(
      `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM jsonb_to_recordset($1) AS row(${columns})`,
      [JSON.stringify(rows[table as Table])],
    );
  }
}
