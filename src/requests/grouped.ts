/** The rows of each id in the order of the ids, as a loader answers; none where an id has no row. */
export function grouped<Row extends { requestId: string }>(requestIds: readonly string[], rows: Row[]): Row[][] {
  const byRequest = new Map<string, Row[]>(requestIds.map((id) => [id, []]));
  for (const row of rows) byRequest.get(row.requestId)?.push(row);
  return requestIds.map((id) => byRequest.get(id) ?? []);
}
