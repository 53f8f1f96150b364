import type { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { LineSnapshot } from '../../src/matching/matching-input.js';
import type { Taxonomy } from '../../src/taxonomy/taxonomy.js';

/**
 * The peer: what one would write first, a single statement that asks the tables whether a firm fits. It knows process
 * (narrower ones answer), material, size with rotation, mass, tolerance, lot and volume in pieces, and a certificate of
 * the very standard on the first day. It does not know: broader claims that leave things open, sites (one capability of
 * an operation may be in another town than the next), where the last shaping happens, units to convert, standards that
 * imply others, evidence, a whole delivery window, preferences, near misses, and why: it answers yes, no or open.
 */
export async function naiveMatch(
  unitOfWork: UnitOfWork,
  { operations, requirements }: LineSnapshot,
  taxonomy: Taxonomy,
): Promise<number> {
  const { material, size, mass, tolerance, lot, volume, certificates, deliveryWindow } = requirements;
  const processes = operations.map(({ process }) => taxonomy.processes.subtree(process));
  const materials = (material?.anyOf ?? []).flatMap((code) => [
    ...taxonomy.sameGrade(code),
    ...taxonomy.materials.lineage(code).map((entry) => entry.code),
  ]);
  const rows = await unitOfWork.query<{ firm_id: string }>(STATEMENT, [
    processes.flat(),
    processes.flatMap((codes, index) => codes.map(() => index)),
    materials,
    [...(size?.sidesMm ?? [])].sort((left, right) => left - right),
    mass?.kg,
    tolerance?.kind === 'PLUS_MINUS' ? tolerance.toleranceMm : null,
    lot?.pieces,
    volume?.perMonth.value,
    certificates.map(({ standard }) => standard),
    deliveryWindow?.from,
    operations.length,
  ]);
  return rows.length;
}

/** Per operation the best of the firm’s capabilities, then the worst of the operations: 2 fits, 1 open, 0 does not. */
const STATEMENT = `
  WITH fitting AS (
    SELECT firm_id, operation, max(least(
      CASE WHEN materials IS NULL THEN 1 WHEN materials && $3::text[] THEN 2 ELSE 0 END,
      CASE WHEN max_size_mm IS NULL THEN 1
           WHEN (SELECT array_agg(side ORDER BY side) FROM unnest(max_size_mm) AS side)[1] >= ($4::float8[])[1]
            AND (SELECT array_agg(side ORDER BY side) FROM unnest(max_size_mm) AS side)[2] >= ($4::float8[])[2]
            AND (SELECT array_agg(side ORDER BY side) FROM unnest(max_size_mm) AS side)[3] >= ($4::float8[])[3] THEN 2
           ELSE 0 END,
      CASE WHEN max_mass_kg IS NULL THEN 1 WHEN max_mass_kg >= $5::float8 THEN 2 ELSE 0 END,
      CASE WHEN tolerance_mm IS NULL THEN 1 WHEN tolerance_mm <= $6::float8 THEN 2 ELSE 0 END,
      CASE WHEN min_lot_pieces IS NULL THEN 1 WHEN min_lot_pieces <= $7::float8 THEN 2 ELSE 0 END,
      CASE WHEN monthly_capacity_unit IS DISTINCT FROM 'pieces' THEN 1 WHEN monthly_capacity >= $8::float8 THEN 2 ELSE 0 END
    )) AS fit
    FROM capability
    JOIN unnest($1::text[], $2::integer[]) AS asked(code, operation) ON code = process_code
    WHERE withdrawn_at IS NULL
    GROUP BY firm_id, operation
  )
  SELECT firm_id, least(min(fit), CASE WHEN count(*) < $11 THEN 0 ELSE 2 END, (
    SELECT min(CASE WHEN EXISTS (
      SELECT FROM certificate WHERE certificate.firm_id = fitting.firm_id AND standard_code = standard
        AND withdrawn_at IS NULL AND state = 'STANDING' AND $10::date BETWEEN valid_from AND valid_to) THEN 2 ELSE 0 END)
    FROM unnest($9::text[]) AS standard)) AS fit
  FROM fitting JOIN firm ON firm.id = firm_id AND firm.withdrawn_at IS NULL
  GROUP BY firm_id
  ORDER BY fit DESC, firm_id
`;
