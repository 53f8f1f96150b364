import { organisationIsOf } from '../identity/organisation-condition.js';

export interface OpenRequestsAsked {
  requestId?: string | null;
  lineId?: string | null;
  /** ISO 3166-1 alpha-2. */
  buyerCountry?: string | null;
}

/**
 * SQL for other rooms’ lists: the ids of the published requests, or of those among them that are asked for. `bind` takes a
 * value and answers its placeholder.
 */
export function openRequests(
  { requestId, lineId, buyerCountry }: OpenRequestsAsked,
  bind: (value: unknown) => string,
): string {
  const conditions = [
    `status = 'PUBLISHED'`,
    requestId && `id = ${bind(requestId)}`,
    lineId && `id = (SELECT request_id FROM request_line WHERE id = ${bind(lineId)})`,
    buyerCountry && organisationIsOf('organisation_id', bind(buyerCountry)),
  ];
  return `(SELECT id FROM component_request WHERE ${conditions.filter(Boolean).join(' AND ')})`;
}
