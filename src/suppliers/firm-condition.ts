export interface FirmAsked {
  /** Code of a sector. */
  sector?: string | null;
  /** Code of a province where it has a site. */
  province?: string | null;
  /** Each a part of the name, with or without marks. */
  nameWords?: readonly string[];
}

/**
 * SQL for other rooms’ lists that are narrowed by something of a firm: true where the firm that a column names is as asked.
 * `bind` takes a value and answers its placeholder. Only what is asked becomes part of the statement, so that PostgreSQL can
 * join instead of looking row by row. Null where nothing is asked.
 */
export function firmIs(
  firmIdColumn: string,
  { sector, province, nameWords = [] }: FirmAsked,
  bind: (value: unknown) => string,
): string | null {
  const conditions = [
    ...(sector ? [`firm.sectors @> ARRAY[${bind(sector)}::text]`] : []),
    // Not LIKE: under row-level security PostgreSQL cannot estimate it, and takes the trigram index again for each firm.
    ...nameWords.map((word) => `position(fold_text(${bind(word)}) IN firm.search_text) > 0`),
  ];
  const all = [
    ...(conditions.length > 0
      ? [`EXISTS (SELECT FROM firm WHERE firm.id = ${firmIdColumn} AND ${conditions.join(' AND ')})`]
      : []),
    ...(province
      ? [
          `EXISTS (SELECT FROM site WHERE site.firm_id = ${firmIdColumn} AND site.withdrawn_at IS NULL
             AND site.province_code = ${bind(province)})`,
        ]
      : []),
  ];
  return all.join(' AND ') || null;
}
