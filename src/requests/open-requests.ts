/** SQL for other rooms’ lists: the published requests, or the one of them that a placeholder names where it is not NULL. */
export const openRequests = (requestId: string): string =>
  `(SELECT id FROM component_request WHERE status = 'PUBLISHED' AND (${requestId}::uuid IS NULL OR id = ${requestId}))`;
