/** The rows of each id in the order of the ids, as a loader answers; none where an id has no row. */
export function grouped<Row>(ids: readonly string[], rows: readonly Row[], idOf: (row: Row) => string): Row[][] {
  const byId = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) byId.get(idOf(row))?.push(row);
  return ids.map((id) => byId.get(id)!);
}
