/**
 * SQL for other rooms’ lists that are narrowed by something of a firm: true where the firm named by a column has the sector
 * and the name. Each of `sector` and `name` is a placeholder; NULL does not narrow. Names are found with and without marks.
 */
export function firmHas(firmIdColumn: string, { sector, name }: { sector: string; name: string }): string {
  return `(${sector}::text IS NULL AND ${name}::text IS NULL OR EXISTS (
    SELECT FROM firm WHERE firm.id = ${firmIdColumn}
      AND (${sector}::text IS NULL OR firm.sectors @> ARRAY[${sector}::text])
      AND (${name}::text IS NULL OR position(fold_text(${name}) IN firm.search_text) > 0)))`;
}
